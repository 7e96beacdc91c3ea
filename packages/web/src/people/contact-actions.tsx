import type { ContactFull } from '@windshield/contract';
import { ask } from '../records/questions.ts';
import { RecordActions } from '../records/record-actions.tsx';
import { contactWriter } from './people-query.ts';

export function ContactActions({ contact, onGone, isBeside }: { contact: ContactFull; onGone: () => void; isBeside?: boolean }) {
  return (
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
      ]}
    />
  );
}
