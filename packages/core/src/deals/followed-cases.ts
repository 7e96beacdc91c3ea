import { sortedQuantile } from '../stats/index.ts';

/** How many deals can speak for what happens after an age. */
export class FollowedCases {
  readonly usualEndDays: number;
  /** Cases by age: ended, still open, and the ages of the open ones summed, each counted from that age upwards. */
  private readonly endedFrom: Float64Array;
  private readonly openFrom: Float64Array;
  private readonly openAgesFrom: Float64Array;

  /** `events`: 0 open, 1 won, 2 lost; `length`: one more than the largest age. */
  constructor(cases: { ages: readonly number[]; events: readonly number[] }, length: number) {
    this.endedFrom = new Float64Array(length + 1);
    this.openFrom = new Float64Array(length + 1);
    this.openAgesFrom = new Float64Array(length + 1);
    const ended: number[] = [];
    for (let i = 0; i < cases.ages.length; i++) {
      const age = cases.ages[i] as number;
      if (cases.events[i] === 0) {
        this.openFrom[age] = (this.openFrom[age] as number) + 1;
        this.openAgesFrom[age] = (this.openAgesFrom[age] as number) + age;
      } else {
        this.endedFrom[age] = (this.endedFrom[age] as number) + 1;
        ended.push(age);
      }
    }
    for (let age = length - 1; age >= 0; age--) {
      for (const from of [this.endedFrom, this.openFrom, this.openAgesFrom]) from[age] = (from[age] as number) + (from[age + 1] as number);
    }
    this.usualEndDays = Math.max(1, sortedQuantile(Float64Array.from(ended).sort(), 0.99) ?? 1);
  }

  /** Deals that ended after `age`, and of the open ones older than it the share of `windowDays` that they were followed since. */
  support(age: number, windowDays: number): number {
    const after = age + 1;
    const whole = age + Math.ceil(windowDays);
    const ended = at(this.endedFrom, after);
    const followedThrough = at(this.openFrom, whole);
    const partly = at(this.openFrom, after) - followedThrough;
    const partlyAges = at(this.openAgesFrom, after) - at(this.openAgesFrom, whole);
    return ended + followedThrough + Math.max(0, partlyAges - partly * age) / windowDays;
  }

  /** Deals whose state at `age` is known: ended before, or followed until then (the effective number of Peto 1977). */
  knownAt(age: number): number {
    return at(this.endedFrom, 0) + at(this.openFrom, age);
  }
}

function at(values: Float64Array, index: number): number {
  return values[Math.min(index, values.length - 1)] as number;
}
