import { useNavigate, useParams } from '@tanstack/react-router';
import { RecordPage } from '../records/record-frame.tsx';
import { LeadActions } from './lead-actions.tsx';
import { LeadBody } from './lead-body.tsx';
import { loadLead } from './leads-query.ts';

export function LeadPage() {
  const { id } = useParams({ from: '/inside/leads/$id' });
  const navigate = useNavigate();
  return (
    <RecordPage
      word="lead"
      list={{ to: '/leads', label: 'Leads' }}
      queryKey={['leads', 'one', id]}
      load={() => loadLead(id)}
      actions={(lead) => <LeadActions lead={lead} onGone={() => void navigate({ to: '/leads' })} />}
    >
      {(lead) => <LeadBody lead={lead} isWide />}
    </RecordPage>
  );
}
