import { useQuery } from '@tanstack/react-query';
import { messageOf } from '../app/optimistic.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { AccountEvents } from './account-events.tsx';
import { accountQuery } from './account-query.ts';
import { PasswordSetting } from './password-setting.tsx';
import { TwoFactorSetting } from './two-factor-setting.tsx';

/** How one signs in oneself. */
export function AccountSettings() {
  const account = useQuery(accountQuery);
  if (account.isPending) return <Skeleton lines={[40, 90, 90]} />;
  if (account.isError) return <p className="text-md text-danger first-letter:uppercase">{messageOf(account.error)}</p>;
  return (
    <div>
      <PasswordSetting />
      <TwoFactorSetting twoFactor={account.data.twoFactor} />
      <AccountEvents events={account.data.events} />
    </div>
  );
}
