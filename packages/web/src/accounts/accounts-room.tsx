import { useSearch } from '@tanstack/react-router';
import { answer, api } from '../api.ts';
import { useMe } from '../app/session.ts';
import { FlagChip } from '../records/filter-chip.tsx';
import { listFilters } from '../records/list-query.ts';
import { OwnerChip } from '../records/owner-chip.tsx';
import { ask } from '../records/questions.ts';
import { RecordList } from '../records/record-list.tsx';
import { useColumnsAsOf } from '../records/use-columns-as-of.ts';
import { useListSearch } from '../records/use-list-search.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { accountColumns } from './account-columns.tsx';
import { AccountSheet } from './account-sheet.tsx';

export function AccountsRoom() {
  const me = useMe();
  const search = useSearch({ from: '/inside/accounts' });
  const sorted = { sort: 'name' as const, order: 'asc' as const, ...search };
  const change = useListSearch('/accounts', search);
  const columns = useColumnsAsOf(accountColumns);
  const filters = listFilters(sorted, me.user?.id);
  const isNarrowed = Boolean(
    search.q ?? search.ownerId ?? search.hasOpenDeals ?? search.industry ?? search.country ?? search.parentId ?? search.deleted,
  );
  return (
    <RecordList
      title="Accounts"
      words="accounts"
      queryKey={['accounts', 'list', filters]}
      load={(cursor) => answer(api.accounts.accounts.$get({ query: { ...filters, ...(cursor && { cursor }) } }))}
      columns={columns}
      besideColumns={['name', 'openAmount', 'lastInteractionAt']}
      search={sorted}
      onSearch={change}
      actions={
        <Button look="primary" hint="c a" onClick={() => ask({ kind: 'create', record: 'account' })}>
          New account
        </Button>
      }
      chips={
        <>
          <OwnerChip value={search.ownerId} onChange={(ownerId) => change({ ownerId })} />
          <FlagChip
            label="With open deals"
            isOn={search.hasOpenDeals === true}
            onChange={(isOn) => change({ hasOpenDeals: isOn || undefined })}
          />
        </>
      }
      beside={search.open && <AccountSheet id={search.open} onClose={() => change({ open: undefined })} />}
      empty={
        isNarrowed ? (
          <EmptyState
            title="No account fits these filters"
            action={
              <Button
                onClick={() =>
                  change({
                    q: undefined,
                    ownerId: undefined,
                    hasOpenDeals: undefined,
                    industry: undefined,
                    country: undefined,
                    parentId: undefined,
                    deleted: undefined,
                  })
                }
              >
                Show all
              </Button>
            }
          >
            Take a filter off, or search for a part of the name.
          </EmptyState>
        ) : (
          <EmptyState title="No accounts yet">They come with an import, or one by one: the name is enough.</EmptyState>
        )
      }
    />
  );
}
