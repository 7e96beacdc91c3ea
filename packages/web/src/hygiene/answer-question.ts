import type { Finding } from '@windshield/contract';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { formatList } from '../ui/locale.ts';
import { say } from '../ui/toasts.ts';
import { refreshCleaned } from './hygiene-query.ts';
import { countSettled, leave, stay } from './sitting.ts';
import { offerUndo } from './undo-stack.ts';

export interface Chosen {
  key: string;
  value?: string | undefined;
  /** In words: "Give to Ana". */
  text: string;
}

// Answers go out one after another: what one writes, the next may be judged by.
let tail: Promise<unknown> = Promise.resolve();
function inTurn<Result>(send: () => Promise<Result>): Promise<Result> {
  const turn = tail.then(send);
  tail = turn.catch(() => undefined);
  return turn;
}

/**
 * Answers a question: it leaves at once, is saved, and can be taken back.
 *
 * @param onBack called with the question when it is open again
 */
export async function answerQuestion(finding: Finding, { key, value, text }: Chosen, onBack: (finding: Finding) => void): Promise<void> {
  leave(finding.id);
  countSettled(1);
  const saving = inTurn(() =>
    answer(
      api.hygiene.hygiene.findings[':id'].answer.$post({
        param: { id: finding.id },
        json: { answer: key, ...(value !== undefined && { value }) },
      }),
    ),
  );
  const withdraw = offerUndo(`${finding.record.name}: ${text}`, async () => {
    countSettled(-1);
    await takeBack(async () => (await saving).cleaningId);
    stay(finding.id);
    onBack(finding);
  });
  try {
    await saving;
    await refreshCleaned();
    stay(finding.id);
  } catch (error) {
    withdraw();
    countSettled(-1);
    stay(finding.id);
    onBack(finding);
    say(`Not saved: ${messageOf(error)}`, { problem: true });
  }
}

/** The same answer to many questions of one kind, saved and taken back as a whole. */
export async function answerAlike(key: string, chosen: Chosen, ids: string[]): Promise<boolean> {
  try {
    const { cleaningId, records, skipped, sentence } = await inTurn(() =>
      answer(api.hygiene.hygiene.findings.answer.$post({ json: { key, answer: chosen.key, ids } })),
    );
    countSettled(records);
    const rest = skipped > 0 ? ` ${skipped} ${skipped === 1 ? 'was' : 'were'} left: not yours to change, or mended meanwhile.` : '';
    offerUndo(`${sentence}${rest}`, async () => {
      countSettled(-records);
      await takeBack(() => Promise.resolve(cleaningId));
    });
    await refreshCleaned();
    return true;
  } catch (error) {
    say(`Not saved: ${messageOf(error)}`, { problem: true });
    return false;
  }
}

/** Takes back one act of cleaning and says what somebody changed since, which stays. */
async function takeBack(cleaningId: () => Promise<string>): Promise<void> {
  try {
    const id = await cleaningId();
    const { conflicts } = await inTurn(() => answer(api.hygiene.hygiene.cleanings[':id'].undo.$post({ param: { id } })));
    if (conflicts.length > 0) {
      const names = formatList([...new Set(conflicts.map(({ record }) => record.name))].slice(0, 5));
      say(`Taken back, except what was changed since: ${names}.`);
    }
  } catch (error) {
    say(`That could not be undone: ${messageOf(error)}`, { problem: true });
  }
  await refreshCleaned();
}
