import { useNavigate, useParams } from '@tanstack/react-router';
import { RecordPage } from '../records/record-frame.tsx';
import { DealActions } from './deal-actions.tsx';
import { DealBody } from './deal-body.tsx';
import { loadDeal } from './deals-query.ts';

/** A deal on a page of its own. */
export function DealPage() {
  const { id } = useParams({ from: '/inside/deals/$id' });
  const navigate = useNavigate();
  return (
    <RecordPage
      word="deal"
      list={{ to: '/deals', label: 'Deals' }}
      queryKey={['deals', 'one', id]}
      load={() => loadDeal(id)}
      actions={(deal) => <DealActions deal={deal} onGone={() => void navigate({ to: '/deals' })} />}
    >
      {(deal) => <DealBody deal={deal} isWide />}
    </RecordPage>
  );
}
