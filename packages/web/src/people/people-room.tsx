import { useSearch } from '@tanstack/react-router';
import { answer, api } from '../api.ts';
import { useMe } from '../app/session.ts';
import { UnknownPeopleLink } from '../capture/index.ts';
import { listFilters } from '../records/list-query.ts';
import { OwnerChip } from '../records/owner-chip.tsx';
import { ask } from '../records/questions.ts';
import { RecordList } from '../records/record-list.tsx';
import { useColumnsAsOf } from '../records/use-columns-as-of.ts';
import { useListSearch } from '../records/use-list-search.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { contactColumns } from './contact-columns.tsx';
import { ContactSheet } from './contact-sheet.tsx';

export function PeopleRoom() {
  const me = useMe();
  const search = useSearch({ from: '/inside/people' });
  const sorted = { sort: 'name' as const, order: 'asc' as const, ...search };
  const change = useListSearch('/people', search);
  const columns = useColumnsAsOf(contactColumns);
  const filters = listFilters(sorted, me.user?.id);
  const isNarrowed = Boolean(search.q ?? search.ownerId ?? search.accountId ?? search.deleted);
  return (
    <RecordList
      title="People"
      words="people"
      queryKey={['people', 'list', filters]}
      load={(cursor) => answer(api.people.contacts.$get({ query: { ...filters, ...(cursor && { cursor }) } }))}
      columns={columns}
      besideColumns={['name', 'account', 'lastInteractionAt']}
      search={sorted}
      onSearch={change}
      actions={
        <>
          <UnknownPeopleLink />
          <Button look="primary" hint="c p" onClick={() => ask({ kind: 'create', record: 'contact' })}>
            New person
          </Button>
        </>
      }
      chips={<OwnerChip value={search.ownerId} onChange={(ownerId) => change({ ownerId })} />}
      beside={search.open && <ContactSheet id={search.open} onClose={() => change({ open: undefined })} />}
      empty={
        isNarrowed ? (
          <EmptyState
            title="Nobody fits these filters"
            action={
              <Button onClick={() => change({ q: undefined, ownerId: undefined, accountId: undefined, deleted: undefined })}>
                Show everyone
              </Button>
            }
          >
            Take a filter off, or search for a part of the name.
          </EmptyState>
        ) : (
          <EmptyState title="No people yet">They come with an import, or one by one: the name is enough.</EmptyState>
        )
      }
    />
  );
}
