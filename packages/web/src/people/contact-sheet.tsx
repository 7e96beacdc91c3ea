import { AccountLink } from '../records/account-link.tsx';
import { RecordSheet } from '../records/record-frame.tsx';
import { ContactActions } from './contact-actions.tsx';
import { ContactBody } from './contact-body.tsx';
import { loadContact } from './people-query.ts';

export function ContactSheet({ id, onClose }: { id: string; onClose: () => void }) {
  return (
    <RecordSheet
      word="person"
      queryKey={['people', 'one', id]}
      load={() => loadContact(id)}
      over={(contact) => contact.account && <AccountLink account={contact.account} />}
      actions={(contact) => <ContactActions contact={contact} onGone={onClose} isBeside />}
      onClose={onClose}
    >
      {(contact) => <ContactBody contact={contact} />}
    </RecordSheet>
  );
}
