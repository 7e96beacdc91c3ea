import type { ListSearch } from '../records/list-query.ts';
import { choiceParam, flagParam, known, textParam } from '../records/search-params.ts';

const sorts = ['name', 'lastInteractionAt', 'recordedAt'] as const;

/** The filters of `GET /contacts` as they stand in the address. */
export interface PeopleSearch extends ListSearch {
  accountId?: string;
  sort?: (typeof sorts)[number];
}

export function readPeopleSearch(search: Record<string, unknown>): PeopleSearch {
  return known({
    q: textParam(search, 'q'),
    ownerId: textParam(search, 'ownerId'),
    accountId: textParam(search, 'accountId'),
    deleted: flagParam(search, 'deleted'),
    sort: choiceParam(search, 'sort', sorts),
    order: choiceParam(search, 'order', ['asc', 'desc']),
    open: textParam(search, 'open'),
  }) as PeopleSearch;
}
