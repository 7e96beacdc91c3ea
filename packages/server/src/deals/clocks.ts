import { type DayNumber, type DealClock, dayNumber, fitDealClocks, type RateTable, rateTable } from '@windshield/core';
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
import { system } from '../workspace/index.ts';

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
  readonly computedAt: string;
  readonly clock: DealClock;
  readonly rates: RateTable;
  readonly asOf: string;
}

const settleMs = 2_000;
const most = 200;

/** The deal clocks of workspaces, kept in memory as long as the saved ones are the same. */
export class Clocks {
  readonly #database: Database;
  readonly #log: Logger;
  readonly #kept = new Map<string, Kept>();
  readonly #asked = new Map<string, NodeJS.Timeout>();

  constructor(database: Database, log: Logger) {
    this.#database = database;
    this.#log = log;
  }

  /** @param now epoch milliseconds */
  async judgement(tx: WorkspaceTransaction, now: number): Promise<Judgement> {
    const { workspaceId } = tx.actor;
    const workspace = await workspaces.readWorkspace(tx);
    const computedAt = await dealClockComputedAt(tx);
    const days = workspaces.asOfDays(workspace.exportDay, workspace.timeZone, now);
    const kept = await this.#keptOr(tx, computedAt);
    if (kept?.asOf !== days.ages) this.refreshSoon(workspaceId);
    const asOf = dayNumber(days.ages);
    return {
      clock: kept?.clock ?? fitDealClocks([], asOf),
      computedAt,
      rates: kept?.rates ?? rateTable([]),
      ...{ days, asOf, workspace },
    };
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

  async #keptOr(tx: WorkspaceTransaction, computedAt: string | undefined): Promise<Kept | undefined> {
    const { workspaceId } = tx.actor;
    const known = this.#kept.get(workspaceId);
    if (known?.computedAt === computedAt) return known;
    const saved = await readDealClock(tx);
    if (!saved) return undefined;
    const kept = { ...saved, rates: rateTable(await readRates(tx)) };
    if (this.#kept.size >= most) this.#kept.clear();
    this.#kept.set(workspaceId, kept);
    return kept;
  }
}
