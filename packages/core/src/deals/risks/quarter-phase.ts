import { type DayNumber, periodOf } from '../../time/index.ts';

/** Parts of a calendar quarter in which closing habits differ: each month, and its last five days (the quarter's last seven). */
export const quarterPhases = ['month 1', 'end of month 1', 'month 2', 'end of month 2', 'month 3', 'end of quarter'] as const;

const lastDays = [5, 5, 7] as const;

/** The calendar of many days, worked out once: the phase of each day, and the day on which that phase began and the next begins. */
export class QuarterCalendar {
  readonly #from: DayNumber;
  readonly #phases: Uint8Array;
  readonly #nextStarts: Int32Array;

  /** Days from `from` to `to`, both included. O(days). */
  constructor(from: DayNumber, to: DayNumber) {
    this.#from = from;
    this.#phases = new Uint8Array(Math.max(0, to - from + 1));
    this.#nextStarts = new Int32Array(this.#phases.length);
    for (let day = from; day <= to; ) {
      const month = periodOf('month', day);
      const place = Math.round((month.from - periodOf('quarter', day).from) / 30.4);
      const tail = month.to - (lastDays[place] as number) + 1;
      for (; day <= Math.min(to, month.to); day++) {
        const isLate = day >= tail;
        this.#phases[day - from] = 2 * place + (isLate ? 1 : 0);
        this.#nextStarts[day - from] = isLate ? month.to + 1 : tail;
      }
    }
  }

  /** An index into {@link quarterPhases}. */
  phaseOn(day: DayNumber): number {
    return this.#phases[day - this.#from] as number;
  }

  /** The first day of the phase after the one that holds `day`. */
  nextPhaseAfter(day: DayNumber): DayNumber {
    return this.#nextStarts[day - this.#from] as number;
  }
}
