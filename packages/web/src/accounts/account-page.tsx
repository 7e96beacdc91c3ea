import { useNavigate, useParams } from '@tanstack/react-router';
import { RecordPage } from '../records/record-frame.tsx';
import { AccountActions } from './account-actions.tsx';
import { AccountBody } from './account-body.tsx';
import { loadAccount } from './accounts-query.ts';

export function AccountPage() {
  const { id } = useParams({ from: '/inside/accounts/$id' });
  const navigate = useNavigate();
  return (
    <RecordPage
      word="account"
      list={{ to: '/accounts', label: 'Accounts' }}
      queryKey={['accounts', 'one', id]}
      load={() => loadAccount(id)}
      actions={(account) => <AccountActions account={account} onGone={() => void navigate({ to: '/accounts' })} />}
    >
      {(account) => <AccountBody account={account} isWide />}
    </RecordPage>
  );
}
