import type { ContactFull } from '@windshield/contract';
import { useState } from 'react';
import { useMe } from '../app/session.ts';
import { ask } from '../records/questions.ts';
import { RecordActions } from '../records/record-actions.tsx';
import { contactWriter } from './people-query.ts';
import { PersonDataDialog } from './person-data-dialog.tsx';

export function ContactActions({ contact, onGone, isBeside }: { contact: ContactFull; onGone: () => void; isBeside?: boolean }) {
  const isAdmin = useMe().role === 'admin';
  const [showsData, setShowsData] = useState(false);
  return (
    <>
      <RecordActions
        writer={contactWriter}
        record={contact}
        onGone={onGone}
        isBeside={isBeside}
        spoke={{
          about: { contactId: contact.id, ...(contact.account && { accountId: contact.account.id }) },
          people: [{ id: contact.id, name: contact.name }],
        }}
        more={[
          { label: 'New deal', icon: 'plus', run: () => ask({ kind: 'create', record: 'deal', account: contact.account ?? undefined }) },
          ...(isAdmin ? [{ label: 'Everything about this person', run: () => setShowsData(true) }] : []),
        ]}
      />
      {showsData && (
        <PersonDataDialog
          person={{ kind: 'contact', id: contact.id, name: contact.name }}
          onClose={() => setShowsData(false)}
          onErased={onGone}
        />
      )}
    </>
  );
}
