import type { ListSearch } from '../records/list-query.ts';
import { choiceParam, flagParam, known, textParam } from '../records/search-params.ts';

const sorts = ['expectedCloseOn', 'name', 'amountMinor', 'openedAt', 'closedAt', 'lastInteractionAt', 'recordedAt'] as const;
/** Traits by which gauges tell kinds of deals apart. */
const kinds = ['pipeline', 'product', 'segment', 'source'] as const;
const texts = ['teamId', 'accountId', 'contactId', 'stageId', 'pipelineId', 'productId', 'closeFrom', 'closeTo', ...kinds] as const;

/** The filters of `GET /deals` as they stand in the address, so that any link to a list of deals works as it is. */
export interface DealsSearch extends ListSearch, Partial<Record<(typeof texts)[number], string>> {
  status?: 'open' | 'won' | 'lost' | 'closed';
  pastDate?: true;
  sort?: (typeof sorts)[number];
}

export function readDealsSearch(search: Record<string, unknown>): DealsSearch {
  return known({
    q: textParam(search, 'q'),
    ownerId: textParam(search, 'ownerId'),
    status: choiceParam(search, 'status', ['open', 'won', 'lost', 'closed']),
    pastDate: flagParam(search, 'pastDate'),
    deleted: flagParam(search, 'deleted'),
    sort: choiceParam(search, 'sort', sorts),
    order: choiceParam(search, 'order', ['asc', 'desc']),
    open: textParam(search, 'open'),
    ...Object.fromEntries(texts.map((name) => [name, textParam(search, name)])),
  }) as DealsSearch;
}

/** What a bare address shows: the reader's own open deals, those that close first on top; a manager sees everyone's. */
export function fittingSearch(search: DealsSearch, isRep: boolean): DealsSearch {
  const { open: _open, sort: _sort, order: _order, ...filters } = search;
  if (Object.keys(filters).length > 0) return search;
  return { ownerId: isRep ? 'me' : 'everyone', status: 'open', ...search };
}
