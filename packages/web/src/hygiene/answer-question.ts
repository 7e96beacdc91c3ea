import type { Finding } from '@windshield/contract';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { formatList, formatNumber } from '../ui/locale.ts';
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
    await takeBack(async () => [(await saving).cleaningId]);
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

/** So many are answered in one request: under a second of work, so that progress is seen. */
const pieceSize = 100;

/**
 * The same answer to many questions of one kind, however many: sent in pieces, taken back as a whole.
 *
 * @param onProgress how many were answered or left so far
 * @returns false when it stopped before the end; what was answered until then stays, and can be taken back
 */
export async function answerAlike(key: string, chosen: Chosen, ids: string[], onProgress: (done: number) => void): Promise<boolean> {
  const cleanings: string[] = [];
  let [settled, left] = [0, 0];
  let problem: unknown;
  try {
    for (let from = 0; from < ids.length; from += pieceSize) {
      const piece = ids.slice(from, from + pieceSize);
      const { cleaningId, records } = await inTurn(() =>
        answer(api.hygiene.hygiene.findings.answer.$post({ json: { key, answer: chosen.key, ids: piece } })),
      );
      cleanings.push(cleaningId);
      settled += records;
      left += piece.length - records;
      onProgress(from + piece.length);
    }
  } catch (error) {
    problem = error;
    say(`${settled === 0 ? 'Not saved' : 'It stopped on the way'}: ${messageOf(error)}`, { problem: true });
  }
  if (settled > 0) {
    countSettled(settled);
    offerUndo(settledInWords(settled, left), async () => {
      countSettled(-settled);
      await takeBack(() => Promise.resolve(cleanings));
    });
  } else if (problem === undefined) say(settledInWords(settled, left));
  await refreshCleaned();
  return problem === undefined;
}

function settledInWords(settled: number, left: number): string {
  const done = `${formatNumber(settled)} ${settled === 1 ? 'record is' : 'records are'} settled.`;
  return left === 0 ? done : `${done} ${formatNumber(left)} ${left === 1 ? 'was' : 'were'} left: not yours to change, or mended meanwhile.`;
}

/** Takes back acts of cleaning, the last first, and says what somebody changed since, which stays. */
async function takeBack(cleaningIds: () => Promise<string[]>): Promise<void> {
  try {
    const names = new Set<string>();
    for (const id of (await cleaningIds()).toReversed()) {
      const { conflicts } = await inTurn(() => answer(api.hygiene.hygiene.cleanings[':id'].undo.$post({ param: { id } })));
      for (const { record } of conflicts) names.add(record.name);
    }
    if (names.size > 0) say(`Taken back, except what was changed since: ${formatList([...names].slice(0, 5))}.`);
  } catch (error) {
    say(`That could not be undone: ${messageOf(error)}`, { problem: true });
  }
  await refreshCleaned();
}
