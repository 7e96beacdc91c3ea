import type { UnreadPart } from '@windshield/core';
import type { EpochMs } from './local-time.ts';
import { Budget } from './recurrence/budget.ts';
import { utc, type Zone } from './zones/zone.ts';
import type { ZoneFinder } from './zones/zone-finder.ts';

const mostNotes = 1_000;
const mostSteps = 3_000_000;

/** Notes on a file while it is read, and the work that it may still ask for. */
export class Notes {
  readonly unread: UnreadPart[] = [];
  readonly mended: UnreadPart[] = [];
  readonly budget = new Budget(mostSteps);

  refuse(where: string, reason: string): void {
    note(this.unread, where, reason);
  }

  mend(where: string, reason: string): void {
    note(this.mended, where, reason);
  }
}

function note(notes: UnreadPart[], where: string, reason: string): void {
  if (notes.length < mostNotes) notes.push({ where, reason });
  else if (notes.length === mostNotes)
    notes.push({ where: 'and behind', reason: `more than ${mostNotes} such places: the rest is not listed` });
}

/** What reading one calendar needs to know beside its events. */
export class Reading {
  readonly utc = utc;
  /** Of floating times and of days: the calendar's own, else what the caller gave. */
  readonly ownZone: Zone;
  readonly zones: ZoneFinder;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly mostPerSeries: number;
  readonly notes: Notes;

  constructor(options: { ownZone: Zone; zones: ZoneFinder; from: EpochMs; to: EpochMs; mostPerSeries: number; notes: Notes }) {
    this.ownZone = options.ownZone;
    this.zones = options.zones;
    this.from = options.from;
    this.to = options.to;
    this.mostPerSeries = options.mostPerSeries;
    this.notes = options.notes;
  }

  refuse(where: string, reason: string): void {
    this.notes.refuse(where, reason);
  }

  mend(where: string, reason: string): void {
    this.notes.mend(where, reason);
  }
}
