import { useNavigate } from '@tanstack/react-router';
import { useMe } from '../app/session.ts';
import { CaptureSettings } from '../capture/index.ts';
import { Room } from '../ui/room.tsx';
import { type Tab, Tabs } from '../ui/tabs.tsx';
import { AccountSettings } from './account-settings.tsx';
import { KeysSettings } from './keys-settings.tsx';
import { ProfileSettings } from './profile-settings.tsx';
import { type SettingsTab, settingsRoute } from './route.ts';
import { SessionsSettings } from './sessions-settings.tsx';
import { TeamSettings } from './team-settings.tsx';
import { WorkspaceSettings } from './workspace-settings.tsx';

export function SettingsRoom() {
  const me = useMe();
  const { tab = 'profile' } = settingsRoute.useSearch();
  const navigate = useNavigate();
  const isAdmin = me.role === 'admin';
  const tabs: (Tab & { value: SettingsTab })[] = [
    { value: 'profile', label: 'You', content: <ProfileSettings /> },
    { value: 'account', label: 'Account', content: <AccountSettings /> },
    { value: 'capture', label: 'Mail and calendar', content: <CaptureSettings /> },
    { value: 'sessions', label: 'Devices', content: <SessionsSettings /> },
    { value: 'team', label: 'Team', content: <TeamSettings isAdmin={isAdmin} /> },
    ...(isAdmin
      ? [
          { value: 'workspace' as const, label: 'Workspace', content: <WorkspaceSettings /> },
          { value: 'keys' as const, label: 'API keys', content: <KeysSettings /> },
        ]
      : []),
  ];
  const shown = tabs.some(({ value }) => value === tab) ? tab : 'profile';
  return (
    <Room title="Settings">
      <div className="max-w-3xl">
        <Tabs
          label="Settings"
          tabs={tabs}
          value={shown}
          onChange={(value) => void navigate({ to: '/settings', search: { tab: value as SettingsTab }, replace: true })}
        />
      </div>
    </Room>
  );
}
