import type { Lead } from '@windshield/contract';

/** A lead's status in words. */
export const leadStatusWords: Record<Lead['status'], string> = {
  open: 'New',
  working: 'Being worked on',
  accepted: 'Accepted',
  returned: 'Returned',
  converted: 'Converted',
  disqualified: 'Does not fit',
};
