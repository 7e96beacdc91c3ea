import { queryOptions } from '@tanstack/react-query';
import { loadDeal } from '../deals/index.ts';

/** The same cached answer that the deal's own page shows. */
export const dealQuery = (id: string) => queryOptions({ queryKey: ['deals', 'one', id], queryFn: () => loadDeal(id) });
