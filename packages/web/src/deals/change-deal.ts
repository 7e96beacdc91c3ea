import type { DealFull } from '@windshield/contract';
import { changeRecord } from '../records/change-record.ts';
import { ask } from '../records/questions.ts';
import { formatDate } from '../ui/locale.ts';
import { type DealPatch, dealWriter } from './deals-query.ts';

const moveReasons = [
  'They asked for more time',
  'Their budget or approval is not there yet',
  'The decision maker is not available',
  'We still owe them something',
  'It was our guess, now corrected',
];
const lossReasons = [
  'They chose a competitor',
  'They decided to do nothing',
  'No budget',
  'It did not fit their need',
  'The contact left or went silent',
];

/** Changes facts of a deal; see {@link changeRecord}. */
export const changeDeal = (deal: DealFull, patch: DealPatch, done: string, shows: Partial<DealFull> = {}) =>
  void changeRecord(dealWriter, deal, patch, { done, shows });

/** A moved date is asked about once: why. A first date is simply written. */
export function moveCloseDate(deal: DealFull, expectedCloseOn: string | null): void {
  const save = (reason?: string) =>
    changeDeal(
      deal,
      { expectedCloseOn, ...(reason && { reason }) },
      expectedCloseOn
        ? `Close date ${deal.expectedCloseOn ? 'moved to' : 'set to'} ${formatDate(expectedCloseOn)}.`
        : 'Close date removed.',
    );
  if (!deal.expectedCloseOn || !expectedCloseOn) save();
  else
    ask({
      kind: 'why',
      title: `Why does it ${expectedCloseOn > deal.expectedCloseOn ? 'move to' : 'come forward to'} ${formatDate(expectedCloseOn)}?`,
      reasons: moveReasons,
      onAnswer: save,
    });
}

interface Ending {
  status: 'won' | 'lost' | 'open';
  /** The stage of its pipeline that says so, where there is one. */
  stage?: { id: string; name: string } | undefined;
}

/** Ends or reopens a deal. A loss is asked about once: why. */
export function endDeal(deal: DealFull, { status, stage }: Ending): void {
  const words = { won: `“${deal.name}” is won.`, lost: `“${deal.name}” is closed as lost.`, open: `“${deal.name}” is open again.` };
  const save = (reason?: string) =>
    changeDeal(
      deal,
      {
        ...(stage ? { stageId: stage.id } : { status }),
        ...(status === 'lost' && reason && { lossReason: reason }),
        ...(reason && { reason }),
      },
      words[status],
      { status, ...(stage && { stage }) },
    );
  if (status === 'lost') ask({ kind: 'why', title: 'What decided it?', reasons: lossReasons, onAnswer: save });
  else save();
}
