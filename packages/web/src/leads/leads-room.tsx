import { useSearch } from '@tanstack/react-router';
import { answer, api } from '../api.ts';
import { useMe } from '../app/session.ts';
import { FilterChip } from '../records/filter-chip.tsx';
import { listFilters } from '../records/list-query.ts';
import { OwnerChip } from '../records/owner-chip.tsx';
import { ask } from '../records/questions.ts';
import { RecordList } from '../records/record-list.tsx';
import { useColumnsAsOf } from '../records/use-columns-as-of.ts';
import { useListSearch } from '../records/use-list-search.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { leadColumns } from './lead-columns.tsx';
import { LeadSheet } from './lead-sheet.tsx';
import { leadStatusWords } from './lead-status.ts';
import { leadStatuses } from './search.ts';

export function LeadsRoom() {
  const me = useMe();
  const search = useSearch({ from: '/inside/leads' });
  const sorted = { sort: 'name' as const, order: 'asc' as const, ...search };
  const change = useListSearch('/leads', search);
  const columns = useColumnsAsOf(leadColumns);
  const filters = listFilters(sorted, me.user?.id);
  const isNarrowed = Boolean(search.q ?? search.ownerId ?? search.status ?? search.source ?? search.deleted);
  return (
    <RecordList
      title="Leads"
      words="leads"
      queryKey={['leads', 'list', filters]}
      load={(cursor) => answer(api.leads.leads.$get({ query: { ...filters, ...(cursor && { cursor }) } }))}
      columns={columns}
      besideColumns={['name', 'company', 'status']}
      search={sorted}
      onSearch={change}
      actions={
        <Button look="primary" hint="c l" onClick={() => ask({ kind: 'create', record: 'lead' })}>
          New lead
        </Button>
      }
      chips={
        <>
          <OwnerChip value={search.ownerId} onChange={(ownerId) => change({ ownerId })} />
          <FilterChip
            label="Status"
            any="Any"
            choices={leadStatuses.map((status) => ({ value: status, label: leadStatusWords[status] }))}
            value={search.status}
            onChange={(status) => change({ status: leadStatuses.find((one) => one === status) })}
          />
        </>
      }
      beside={search.open && <LeadSheet id={search.open} onClose={() => change({ open: undefined })} />}
      empty={
        isNarrowed ? (
          <EmptyState
            title="No lead fits these filters"
            action={
              <Button
                onClick={() => change({ q: undefined, ownerId: undefined, status: undefined, source: undefined, deleted: undefined })}
              >
                Show all
              </Button>
            }
          >
            Take a filter off, or search for a part of the name.
          </EmptyState>
        ) : (
          <EmptyState title="No leads yet">They come with an import, or one by one: the name is enough.</EmptyState>
        )
      }
    />
  );
}
