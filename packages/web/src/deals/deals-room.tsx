import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { answer, api } from '../api.ts';
import { useMe } from '../app/session.ts';
import { FilterChip, FlagChip } from '../records/filter-chip.tsx';
import { listFilters } from '../records/list-query.ts';
import { OwnerChip } from '../records/owner-chip.tsx';
import { ask } from '../records/questions.ts';
import { RecordList } from '../records/record-list.tsx';
import { useColumnsAsOf } from '../records/use-columns-as-of.ts';
import { useListSearch } from '../records/use-list-search.ts';
import { pipelinesQuery } from '../records/users-query.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { besideColumns, dealColumns } from './deal-columns.tsx';
import { DealSheet } from './deal-sheet.tsx';
import { type DealsSearch, fittingSearch } from './search.ts';

const statuses = [
  { value: 'open', label: 'Open' },
  { value: 'won', label: 'Won' },
  { value: 'lost', label: 'Lost' },
  { value: 'closed', label: 'Won or lost' },
];

export function DealsRoom() {
  const me = useMe();
  const navigate = useNavigate();
  const search = fittingSearch(useSearch({ from: '/inside/deals' }), me.role === 'rep' && me.user !== null);
  const sorted: DealsSearch = { sort: 'lastInteractionAt', order: 'desc', ...search };
  const { data: pipelines } = useQuery(pipelinesQuery);
  const columns = useColumnsAsOf(dealColumns);
  const filters = listFilters(sorted, me.user?.id);
  const change = useListSearch('/deals', search);
  const stages = (pipelines?.pipelines ?? []).flatMap((pipeline) =>
    pipeline.stages.map((stage) => ({
      value: stage.id,
      label: stage.name,
      note: (pipelines?.pipelines.length ?? 0) > 1 ? pipeline.name : undefined,
    })),
  );
  const isNarrowed = search.q !== undefined || search.stageId !== undefined || search.pastDate === true || search.deleted === true;
  return (
    <RecordList
      title="Deals"
      words="deals"
      queryKey={['deals', 'list', filters]}
      load={(cursor) => answer(api.deals.deals.$get({ query: { ...filters, ...(cursor && { cursor }) } }))}
      columns={search.ownerId === 'me' ? columns.filter((column) => column.id !== 'owner') : columns}
      besideColumns={besideColumns}
      search={sorted}
      onSearch={change}
      actions={
        <Button look="primary" hint="c d" onClick={() => ask({ kind: 'create', record: 'deal' })}>
          New deal
        </Button>
      }
      chips={
        <>
          <OwnerChip
            value={search.ownerId === 'everyone' ? undefined : search.ownerId}
            onChange={(ownerId) => change({ ownerId: ownerId ?? 'everyone' })}
          />
          <FilterChip
            label="Status"
            any="Any"
            choices={statuses}
            value={search.status}
            onChange={(status) => change({ status: status as DealsSearch['status'], ownerId: search.ownerId ?? 'everyone' })}
          />
          <FilterChip label="Stage" any="Any" choices={stages} value={search.stageId} onChange={(stageId) => change({ stageId })} />
          <FlagChip
            label="Past their date"
            isOn={search.pastDate === true}
            onChange={(isOn) => change(isOn ? { pastDate: true, status: 'open' } : { pastDate: undefined })}
          />
        </>
      }
      beside={search.open && <DealSheet id={search.open} onClose={() => change({ open: undefined })} />}
      empty={
        <EmptyState
          title={isNarrowed ? 'No deal fits these filters' : search.ownerId === 'me' ? 'You have no open deals here' : 'No deals yet'}
          action={
            isNarrowed || search.ownerId === 'me' ? (
              <Button onClick={() => void navigate({ to: '/deals', search: { ownerId: 'everyone', status: 'open' } })}>
                Show everyone’s open deals
              </Button>
            ) : (
              <Button onClick={() => void navigate({ to: '/imports' })}>Import an export</Button>
            )
          }
        >
          {isNarrowed
            ? 'Take a filter off, or look among everyone’s.'
            : 'Drop an export of your CRM on the imports page, or make a deal with its name alone.'}
        </EmptyState>
      }
    />
  );
}
