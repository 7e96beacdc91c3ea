import type { CleanUpAtHand } from '@windshield/contract';
import { reviewAt, secondsPerQuestion } from '@windshield/core';
import { hygiene, type WorkspaceTransaction } from '@windshield/store';
import type { z } from 'zod';

const { duplicates, merging, quality } = hygiene;

/**
 * What a few spare minutes could settle, counted without reading it.
 *
 * @param ownerId whose records; undefined: everybody's
 * @param askedBy whose pace counts
 * @param now epoch milliseconds
 */
export async function readAtHand(
  tx: WorkspaceTransaction,
  ownerId: string | undefined,
  askedBy: string | undefined,
  now: number,
): Promise<z.input<typeof CleanUpAtHand>> {
  const questions = await quality.countOpen(tx, ownerId);
  const pauses = questions > 0 && askedBy !== undefined ? await quality.pausesBetweenAnswers(tx, askedBy, now) : [];
  const counts = await duplicates.countWaiting(tx, reviewAt, ownerId);
  const found: z.input<typeof CleanUpAtHand>['duplicates'] = [];
  for (const kind of merging.mergeKinds) {
    const names = counts[kind] > 0 ? await duplicates.surestNames(tx, kind, reviewAt, ownerId) : undefined;
    if (names) found.push({ kind, pairs: counts[kind], names });
  }
  return { questions, secondsPerQuestion: secondsPerQuestion(pauses), duplicates: found };
}
