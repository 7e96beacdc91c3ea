import type { AccountFull } from '@windshield/contract';
import { ask } from '../records/questions.ts';
import { RecordActions } from '../records/record-actions.tsx';
import { accountWriter } from './accounts-query.ts';

export function AccountActions({ account, onGone, isBeside }: { account: AccountFull; onGone: () => void; isBeside?: boolean }) {
  const here = { id: account.id, name: account.name };
  return (
    <RecordActions
      writer={accountWriter}
      record={account}
      onGone={onGone}
      isBeside={isBeside}
      spoke={{ about: { accountId: account.id }, people: account.people.map(({ id, name }) => ({ id, name })) }}
      more={[
        { label: 'New deal', icon: 'plus', run: () => ask({ kind: 'create', record: 'deal', account: here }) },
        { label: 'New person', icon: 'plus', run: () => ask({ kind: 'create', record: 'contact', account: here }) },
      ]}
    />
  );
}
