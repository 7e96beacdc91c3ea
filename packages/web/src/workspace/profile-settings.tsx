import { Link, useNavigate } from '@tanstack/react-router';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { changePreferences } from '../app/preferences.ts';
import { forgetSession, useMe } from '../app/session.ts';
import type { Theme } from '../app/theme.ts';
import { Button } from '../ui/button.tsx';
import { Combobox } from '../ui/combobox.tsx';
import { Select } from '../ui/select.tsx';
import { say } from '../ui/toasts.ts';
import { guessTimeZone, timeZoneChoices } from './guesses.ts';
import { roleName } from './roles.ts';
import { Setting } from './setting.tsx';
import { WorkingHours } from './working-hours.tsx';

const themes = [
  { value: 'system', label: 'As this device has it' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];
const zones = timeZoneChoices();

export function ProfileSettings() {
  const me = useMe();
  const navigate = useNavigate();
  const leave = async () => {
    try {
      await answer(api.auth['sign-out'].$post());
      await forgetSession();
      await navigate({ to: '/sign-in' });
    } catch (error) {
      say(messageOf(error), { problem: true });
    }
  };
  return (
    <div>
      <Setting title={me.name} help={me.email}>
        <p className="text-md">
          {roleName(me.role)} in {me.workspace.name}
        </p>
        <Button size="small" onClick={leave}>
          Sign out
        </Button>
      </Setting>
      <Setting title="Whose deals are yours" help="Today shows this person’s deals, promises and people.">
        <p className="text-md">{me.user ? [me.user.name, me.user.team?.name].filter(Boolean).join(' · ') : 'Not said yet'}</p>
        {me.maySayWho ? (
          <Link to="/who" className="text-md text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent">
            Choose someone else
          </Link>
        ) : (
          <p className="text-sm text-quiet">Not right? An admin can have you asked again, in Settings, Team.</p>
        )}
      </Setting>
      <Setting title="Colours">
        <Select
          label="Colours"
          className="max-w-64"
          choices={themes}
          value={me.preferences.theme}
          onChange={(value) => void changePreferences(me, { theme: value as Theme }, 'Colours changed.')}
        />
      </Setting>
      <Setting title="Time zone" help="For working hours and for what “today” means.">
        <div className="w-full max-w-64">
          <Combobox
            label="Time zone"
            choices={zones}
            value={me.preferences.timeZone ?? guessTimeZone()}
            onChange={(timeZone) => void changePreferences(me, { timeZone }, 'Time zone changed.')}
          />
        </div>
      </Setting>
      <Setting title="Working hours" help="Today fits into them. Outside them nothing is asked of you.">
        <WorkingHours
          hours={me.preferences.workingHours}
          onChange={(workingHours) => void changePreferences(me, { workingHours }, 'Working hours changed.')}
        />
      </Setting>
    </div>
  );
}
