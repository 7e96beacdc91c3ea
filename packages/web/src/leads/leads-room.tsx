import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { answer, api } from '../api.ts';
import { useMe } from '../app/session.ts';
import { useAsOf } from '../records/as-of.ts';
import { FilterChip } from '../records/filter-chip.tsx';
import { listFilters } from '../records/list-query.ts';
import { ask } from '../records/questions.ts';
import { RecordList } from '../records/record-list.tsx';
import { useListSearch } from '../records/use-list-search.ts';
import { useOwnerChoices } from '../records/users-query.ts';
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
  const owners = useOwnerChoices();
  const asOf = useAsOf();
  const asOfDay = asOf.toDateString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns change with the day, not with every moment
  const columns = useMemo(() => leadColumns(asOf), [asOfDay]);
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
          <FilterChip
            label="Owner"
            any="Everyone"
            choices={[...(me.user ? [{ value: 'me', label: 'Mine' }] : []), ...owners]}
            value={search.ownerId}
            onChange={(ownerId) => change({ ownerId })}
          />
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
