import type { AccountEvent } from '@windshield/contract';
import { RelativeDate } from '../ui/relative-date.tsx';
import { Setting } from './setting.tsx';

const words: Record<AccountEvent['kind'], (byName: string | null) => string> = {
  passwordChanged: () => 'You changed your password',
  passwordLinkMade: (byName) => `${byName ?? 'An admin'} made a link for a new password`,
  passwordSetByLink: () => 'A new password was set by a link',
  passwordSetByCommand: () => 'A new password was set on the machine that runs Windshield',
  twoFactorOn: () => 'You turned two-factor sign-in on',
  twoFactorOff: (byName) => `${byName ?? 'You'} turned two-factor sign-in off`,
  twoFactorOffByCommand: () => 'Two-factor sign-in was turned off on the machine that runs Windshield',
  backupCodesMade: () => 'You made new backup codes',
  backupCodeUsed: () => 'A backup code was used to sign in',
};

/** What was done to the own sign-in and by whom, so that nobody does it unseen. */
export function AccountEvents({ events }: { events: readonly AccountEvent[] }) {
  return (
    <Setting title="What was done" help="Was one of these not you, and nobody you asked? Change your password and tell an admin.">
      {events.length === 0 ? (
        <p className="text-md text-quiet">Nothing yet.</p>
      ) : (
        <ul aria-label="What was done to your account" className="grid w-full gap-2 text-md">
          {events.map(({ id, kind, byName, at }) => (
            <li key={id}>
              {words[kind](byName)}
              <span className="block text-sm text-quiet">
                <RelativeDate when={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Setting>
  );
}
