import { AccountLink } from '../records/account-link.tsx';
import { RecordSheet } from '../records/record-frame.tsx';
import { DealActions } from './deal-actions.tsx';
import { DealBody } from './deal-body.tsx';
import { loadDeal } from './deals-query.ts';

/** A deal beside the list. */
export function DealSheet({ id, onClose }: { id: string; onClose: () => void }) {
  return (
    <RecordSheet
      word="deal"
      queryKey={['deals', 'one', id]}
      load={() => loadDeal(id)}
      over={(deal) => deal.account && <AccountLink account={deal.account} />}
      actions={(deal) => <DealActions deal={deal} onGone={onClose} isBeside />}
      onClose={onClose}
    >
      {(deal) => <DealBody deal={deal} />}
    </RecordSheet>
  );
}
