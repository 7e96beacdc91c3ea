import { useSyncExternalStore } from 'react';
import { answer, api } from '../api.ts';
import { queryClient } from '../app/query-client.ts';
import { trustQuery } from './hygiene-query.ts';

/** What was done since somebody began to clean up: as long as the page is not loaded anew. */
export interface Sitting {
  /** Epoch milliseconds of the first answer. */
  readonly startedAt: number | undefined;
  /** Questions settled, taken back ones left out. */
  readonly settled: number;
  /** 0 to 1, before the first answer. */
  readonly trustThen: number | undefined;
  /** Ids of questions that were answered and are still listed, until the server has them. */
  readonly leaving: ReadonlySet<string>;
  readonly skipped: ReadonlySet<string>;
  /** Somebody has read that ten minutes are over and went on. */
  readonly wentOn: boolean;
}

let sitting: Sitting = {
  startedAt: undefined,
  settled: 0,
  trustThen: undefined,
  leaving: new Set(),
  skipped: new Set(),
  wentOn: false,
};
const listeners = new Set<() => void>();

function change(next: Partial<Sitting>): void {
  sitting = { ...sitting, ...next };
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useSitting = (): Sitting => useSyncExternalStore(subscribe, () => sitting);

export const goOn = (): void => change({ wentOn: true });
export const skip = (id: string): void => change({ skipped: new Set([...sitting.skipped, id]) });
export const askSkippedAgain = (): void => change({ skipped: new Set() });
export const leave = (id: string): void => change({ leaving: new Set([...sitting.leaving, id]) });
export const stay = (id: string): void => change({ leaving: new Set([...sitting.leaving].filter((one) => one !== id)) });

/** Counts what was settled; with a minus, what was taken back. The figure of trust is made anew once answering pauses. */
export function countSettled(questions: number): void {
  const trust = queryClient.getQueryData(trustQuery.queryKey)?.value;
  change({
    startedAt: sitting.startedAt ?? Date.now(),
    settled: Math.max(0, sitting.settled + questions),
    trustThen: sitting.trustThen ?? trust ?? undefined,
  });
  measureSoon();
}

const pauseMs = 2_500;
const readAgainMs = [800, 2_500, 6_000];
let pause: ReturnType<typeof setTimeout> | undefined;

function measureSoon(): void {
  clearTimeout(pause);
  pause = setTimeout(async () => {
    // Whoever may not ask for it sees the figure when it is next made.
    await answer(api.hygiene.hygiene.scan.$post()).catch(() => undefined);
    for (const ms of readAgainMs) setTimeout(() => void queryClient.invalidateQueries({ queryKey: trustQuery.queryKey }), ms);
  }, pauseMs);
}
