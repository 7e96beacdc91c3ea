import { RecordSheet } from '../records/record-frame.tsx';
import { LeadActions } from './lead-actions.tsx';
import { LeadBody } from './lead-body.tsx';
import { loadLead } from './leads-query.ts';

export function LeadSheet({ id, onClose }: { id: string; onClose: () => void }) {
  return (
    <RecordSheet
      word="lead"
      queryKey={['leads', 'one', id]}
      load={() => loadLead(id)}
      over={(lead) => lead.company}
      actions={(lead) => <LeadActions lead={lead} onGone={onClose} isBeside />}
      onClose={onClose}
    >
      {(lead) => <LeadBody lead={lead} />}
    </RecordSheet>
  );
}
