import type { ListSearch } from '../records/list-query.ts';
import { choiceParam, flagParam, known, textParam } from '../records/search-params.ts';

const sorts = ['name', 'openAmount', 'lastInteractionAt', 'employees', 'recordedAt'] as const;

/** The filters of `GET /accounts` as they stand in the address. */
export interface AccountsSearch extends ListSearch {
  parentId?: string;
  industry?: string;
  country?: string;
  hasOpenDeals?: true;
  sort?: (typeof sorts)[number];
}

export function readAccountsSearch(search: Record<string, unknown>): AccountsSearch {
  return known({
    q: textParam(search, 'q'),
    ownerId: textParam(search, 'ownerId'),
    parentId: textParam(search, 'parentId'),
    industry: textParam(search, 'industry'),
    country: textParam(search, 'country'),
    hasOpenDeals: flagParam(search, 'hasOpenDeals'),
    deleted: flagParam(search, 'deleted'),
    sort: choiceParam(search, 'sort', sorts),
    order: choiceParam(search, 'order', ['asc', 'desc']),
    open: textParam(search, 'open'),
  }) as AccountsSearch;
}
