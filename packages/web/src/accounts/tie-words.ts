import type { WhoKnowsWhom } from '@windshield/contract';
import { quietWords } from '../records/quiet-words.ts';

type Tie = WhoKnowsWhom['people'][number]['ties'][number];

/** How a tie is, without counts: "both write, met · yesterday". */
export function tieWords({ fromThem, fromUs, meetings, lastAt }: Tie, now: Date): string {
  const written =
    fromThem > 0 && fromUs > 0
      ? 'both write'
      : fromThem > 0
        ? 'they wrote, no answer yet'
        : fromUs > 0
          ? 'wrote, not answered yet'
          : undefined;
  const how = [written, meetings > 0 ? 'have talked' : undefined].filter((words) => words !== undefined).join(', ');
  return [how, quietWords(lastAt, now)].filter(Boolean).join(' · ');
}
