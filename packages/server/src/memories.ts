import { dayMs } from '@windshield/core';
import { Memory } from './app/memory.ts';
import type { InShort } from './deals/index.ts';
import type { PresentedRoad, TeamForecast } from './today/index.ts';

/** What the process remembers of what it told, all of it good to be forgotten at any moment. */
export interface Memories {
  /** Answers as text, as long as nothing was written to the workspace through this process. */
  readonly answers: Memory<Promise<string>>;
  /** Chance and advice of open deals: the facts behind advice cost ten times what a list itself costs. */
  readonly dealsInShort: Memory<InShort>;
  /** Roads that need not be read anew yet. */
  readonly roads: Memory<PresentedRoad>;
  /** Roads by all that they were simulated from: as long as that is the same, so are they. */
  readonly simulatedRoads: Memory<PresentedRoad>;
  readonly teamForecasts: Memory<TeamForecast>;
  /** Which of the forecasts are fresh, or being read anew. */
  readonly freshForecasts: Memory<true>;
}

export function openMemories(): Memories {
  return {
    answers: new Memory({ holdMs: 5_000, most: 300 }),
    dealsInShort: new Memory({ holdMs: 60_000, most: 50_000 }),
    roads: new Memory({ holdMs: 30_000, most: 500 }),
    simulatedRoads: new Memory({ holdMs: dayMs, most: 500 }),
    teamForecasts: new Memory({ holdMs: dayMs, most: 500 }),
    freshForecasts: new Memory({ holdMs: 30_000, most: 500 }),
  };
}
