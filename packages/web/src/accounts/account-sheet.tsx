import { RecordSheet } from '../records/record-frame.tsx';
import { AccountActions } from './account-actions.tsx';
import { AccountBody } from './account-body.tsx';
import { loadAccount } from './accounts-query.ts';

export function AccountSheet({ id, onClose }: { id: string; onClose: () => void }) {
  return (
    <RecordSheet
      word="account"
      queryKey={['accounts', 'one', id]}
      load={() => loadAccount(id)}
      over={(account) => account.industry}
      actions={(account) => <AccountActions account={account} onGone={onClose} isBeside />}
      onClose={onClose}
    >
      {(account) => <AccountBody account={account} />}
    </RecordSheet>
  );
}
