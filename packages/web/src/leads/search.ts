import type { ListSearch } from '../records/list-query.ts';
import { choiceParam, flagParam, known, textParam } from '../records/search-params.ts';

const sorts = ['name', 'status', 'recordedAt', 'createdAt'] as const;
export const leadStatuses = ['open', 'working', 'accepted', 'returned', 'converted', 'disqualified'] as const;
type LeadStatus = (typeof leadStatuses)[number];

/** The filters of `GET /leads` as they stand in the address. */
export interface LeadsSearch extends ListSearch {
  status?: LeadStatus;
  source?: string;
  sort?: (typeof sorts)[number];
}

export function readLeadsSearch(search: Record<string, unknown>): LeadsSearch {
  return known({
    q: textParam(search, 'q'),
    ownerId: textParam(search, 'ownerId'),
    status: choiceParam(search, 'status', leadStatuses),
    source: textParam(search, 'source'),
    deleted: flagParam(search, 'deleted'),
    sort: choiceParam(search, 'sort', sorts),
    order: choiceParam(search, 'order', ['asc', 'desc']),
    open: textParam(search, 'open'),
  }) as LeadsSearch;
}
