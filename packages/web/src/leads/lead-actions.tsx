import type { LeadFull } from '@windshield/contract';
import { useState } from 'react';
import { useMe } from '../app/session.ts';
import { PersonDataDialog } from '../people/index.ts';
import { RecordActions } from '../records/record-actions.tsx';
import { leadWriter } from './leads-query.ts';

export function LeadActions({ lead, onGone, isBeside }: { lead: LeadFull; onGone: () => void; isBeside?: boolean }) {
  const isAdmin = useMe().role === 'admin';
  const [showsData, setShowsData] = useState(false);
  return (
    <>
      <RecordActions
        writer={leadWriter}
        record={lead}
        onGone={onGone}
        isBeside={isBeside}
        spoke={{
          about: { leadId: lead.id, ...(lead.contactId && { contactId: lead.contactId }) },
          people: lead.contact ? [lead.contact] : [],
        }}
        more={isAdmin && !lead.erasedAt ? [{ label: 'Everything about this person', run: () => setShowsData(true) }] : []}
      />
      {showsData && (
        <PersonDataDialog person={{ kind: 'lead', id: lead.id, name: lead.name }} onClose={() => setShowsData(false)} onErased={onGone} />
      )}
    </>
  );
}
