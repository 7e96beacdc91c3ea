import type { Actor } from '@windshield/store';

/** Who has not said which user they are, or is a key, owns nothing: the workspace is what they see. */
const nobody = '00000000-0000-0000-0000-000000000000';

export const whoAsks = ({ userId }: Actor): string => userId ?? nobody;

/** Reps look at their own; those who lead or oversee look at the team's when they own no open deal. */
export const looksAtTeam = ({ role, userId }: Actor, ownDeals: number): boolean =>
  (role !== 'rep' || userId === undefined) && ownDeals === 0;
