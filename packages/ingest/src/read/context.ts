import type { DealContact, DealLine, DealStatus, FilePlan, Ref } from '@windshield/core';
import type { ReadingDefaults } from '../reading.ts';

export interface StageOfSystem {
  readonly name: string;
  readonly status: DealStatus;
}

/** What files that hold no records of their own add to the others; made by `prepareReading`. */
export interface ReadingContext extends ReadingDefaults {
  readonly plans: readonly FilePlan[];
  readonly dealLines: ReadonlyMap<string, readonly DealLine[]>;
  readonly dealContacts: ReadonlyMap<string, readonly DealContact[]>;
  readonly dealAccounts: ReadonlyMap<string, Ref>;
  /** By the system's stage id. */
  readonly stages: ReadonlyMap<string, StageOfSystem>;
  /** Names by id. */
  readonly pipelines: ReadonlyMap<string, string>;
  readonly roles: ReadonlyMap<string, string>;
  readonly teams: ReadonlyMap<string, string>;
  /** Team ids by user id. */
  readonly teamOfUser: ReadonlyMap<string, string>;
  readonly engagementContacts: ReadonlyMap<string, readonly Ref[]>;
  readonly engagementAccounts: ReadonlyMap<string, Ref>;
  readonly engagementDeals: ReadonlyMap<string, Ref>;
  /** By the path of a call log that says no directions: in how many rows each number stands. */
  readonly callNumbers?: ReadonlyMap<string, ReadonlyMap<string, number>>;
}
