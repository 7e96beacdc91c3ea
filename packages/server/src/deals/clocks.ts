import { type DayNumber, type DealClock, dayNumber, type RateTable, rateTable } from '@windshield/core';
import {
  type Database,
  dealClockComputedAt,
  enqueue,
  inWorkspace,
  readDealClock,
  readRates,
  type WorkspaceTransaction,
  workspace as workspaces,
} from '@windshield/store';
import type { Logger } from 'pino';
import type { Writes } from '../app/writes.ts';
import { system } from '../workspace/index.ts';
import { fitClock } from './fit-clock.ts';

/** How deals of a workspace are judged: the clock of its own past, rates, and the day from which ages are counted. */
export interface Judgement {
  readonly clock: DealClock;
  /** When the clock was fitted; changes when it does. */
  readonly computedAt: string | undefined;
  readonly rates: RateTable;
  readonly days: workspaces.AsOf;
  readonly asOf: DayNumber;
  readonly workspace: workspaces.Workspace;
}

interface Kept {
  /** Undefined: fitted for a request that came before the job. */
  readonly computedAt: string | undefined;
  readonly clock: DealClock;
  readonly rates: RateTable;
  readonly asOf: string;
}

/** A judgement as it was made, good until something is written. */
interface Made {
  readonly judgement: Judgement;
  readonly stamp: number;
  readonly until: number;
}

const settleMs = 2_000;
const holdMs = 2_000;
const most = 200;

/** The deal clocks of workspaces, kept in memory as long as the saved ones are the same. */
export class Clocks {
  readonly #database: Database;
  readonly #log: Logger;
  readonly #kept = new Map<string, Kept>();
  readonly #made = new Map<string, Made>();
  readonly #asked = new Map<string, NodeJS.Timeout>();
  readonly #writes: Writes;

  constructor(database: Database, log: Logger, writes: Writes) {
    this.#database = database;
    this.#log = log;
    this.#writes = writes;
  }

  /** @param now epoch milliseconds */
  async judgement(tx: WorkspaceTransaction, now: number): Promise<Judgement> {
    const { workspaceId } = tx.actor;
    const stamp = this.#writes.of(workspaceId);
    const made = this.#made.get(workspaceId);
    if (made && made.stamp === stamp && made.until > now) return made.judgement;
    const judgement = await this.#judge(tx, now);
    if (this.#made.size >= most) this.#made.clear();
    this.#made.set(workspaceId, { judgement, stamp, until: now + holdMs });
    return judgement;
  }

  async #judge(tx: WorkspaceTransaction, now: number): Promise<Judgement> {
    const { workspaceId } = tx.actor;
    const workspace = await workspaces.readWorkspace(tx);
    const computedAt = await dealClockComputedAt(tx);
    const days = workspaces.asOfDays(workspace.exportDay, workspace.timeZone, now);
    const { clock, rates, asOf } = await this.#keptOr(tx, computedAt, now);
    if (computedAt === undefined || asOf !== days.ages) this.refreshSoon(workspaceId);
    return { clock, computedAt, rates, days, asOf: dayNumber(days.ages), workspace };
  }

  /** Has the clock fitted anew once writing has settled. */
  refreshSoon(workspaceId: string): void {
    if (this.#asked.has(workspaceId)) return;
    const timer = setTimeout(() => {
      this.#asked.delete(workspaceId);
      inWorkspace(this.#database, system(workspaceId), (tx) => enqueue(tx, 'refresh_clock', {}, 'refresh_clock')).catch(() =>
        this.#log.debug('the deal clock could not be asked for'),
      );
    }, settleMs);
    this.#asked.set(workspaceId, timer.unref());
  }

  /** The saved clock, or, before the first was saved, one fitted here: a first morning is judged by the same past as the next. */
  async #keptOr(tx: WorkspaceTransaction, computedAt: string | undefined, now: number): Promise<Kept> {
    const { workspaceId } = tx.actor;
    const known = this.#kept.get(workspaceId);
    if (known && known.computedAt === computedAt) return known;
    const saved = await readDealClock(tx);
    const kept = saved ? { ...saved, rates: rateTable(await readRates(tx)) } : { ...(await fitClock(tx, now)), computedAt: undefined };
    if (this.#kept.size >= most) this.#kept.clear();
    this.#kept.set(workspaceId, kept);
    return kept;
  }
}
