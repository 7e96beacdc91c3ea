import type { Reason } from '../gauge/index.ts';
import type { Missing } from './missing.ts';

export type AdviceKind = 'work' | 'decide' | 'letGo';

/** Who can see the answer to "is this deal alive?". */
export type Witness = { kind: 'contact' | 'user' | 'account'; id: string; name: string; why: string };

export type DealAdvice = {
  kind: AdviceKind;
  /** Sentences; `effect` is 0 where a reason is not a number. */
  because: Reason[];
  missing: Missing[];
  /** What would change the advice; never empty. */
  whatWouldChangeThis: string[];
  whoCanSee: Witness[];
  suggestion: string;
};
