import type { LeadFull } from '@windshield/contract';
import { RecordActions } from '../records/record-actions.tsx';
import { leadWriter } from './leads-query.ts';

export function LeadActions({ lead, onGone, isBeside }: { lead: LeadFull; onGone: () => void; isBeside?: boolean }) {
  return (
    <RecordActions
      writer={leadWriter}
      record={lead}
      onGone={onGone}
      isBeside={isBeside}
      spoke={{
        about: { leadId: lead.id, ...(lead.contactId && { contactId: lead.contactId }) },
        people: lead.contact ? [lead.contact] : [],
      }}
    />
  );
}
