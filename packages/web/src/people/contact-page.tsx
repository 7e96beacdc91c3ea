import { useNavigate, useParams } from '@tanstack/react-router';
import { RecordPage } from '../records/record-frame.tsx';
import { ContactActions } from './contact-actions.tsx';
import { ContactBody } from './contact-body.tsx';
import { loadContact } from './people-query.ts';

export function ContactPage() {
  const { id } = useParams({ from: '/inside/people/$id' });
  const navigate = useNavigate();
  return (
    <RecordPage
      word="person"
      list={{ to: '/people', label: 'People' }}
      queryKey={['people', 'one', id]}
      load={() => loadContact(id)}
      actions={(contact) => <ContactActions contact={contact} onGone={() => void navigate({ to: '/people' })} />}
    >
      {(contact) => <ContactBody contact={contact} isWide />}
    </RecordPage>
  );
}
