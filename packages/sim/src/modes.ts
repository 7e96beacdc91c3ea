/** What makes a buyer of this world say yes. */
export const modes = ['quality', 'volume', 'neither'] as const;
export type Mode = (typeof modes)[number];

/**
 * What moves a buyer's mind. Everything that people do (write, answer, meet, promise, ask colleagues along) happens in every mode,
 * with the same habits; only what it does to the buyer differs. Sources and sizes: docs/simulated-company.md.
 */
export type Causes = {
  /** Buyers write, answer and come because they are interested; else out of habit, whatever becomes of the deal. */
  behaviourFollowsInterest: boolean;
  /** What being served well or badly does: answers, talks, kept and broken promises, people left out. 0 or 1. */
  service: number;
  /** What a touch by the seller does, whatever its quality. 0 or 1. */
  presence: number;
  /** How much each of these weighs when offers are compared. */
  weights: { need: number; interest: number; consensus: number; trust: number; presence: number; price: number };
  /** What the offer is worth before any of it. */
  offer: number;
  /** A project is not given up before this age in days where behaviour is habit: need and price are weighed late. */
  settlesAfterDays: number;
};

export const causesOf: Readonly<Record<Mode, Causes>> = {
  quality: {
    behaviourFollowsInterest: true,
    service: 1,
    presence: 0,
    weights: { need: 0.2, interest: 0.6, consensus: 1.3, trust: 0.35, presence: 0, price: 0.2 },
    offer: 0.33,
    settlesAfterDays: 0,
  },
  volume: {
    behaviourFollowsInterest: false,
    service: 0,
    presence: 1,
    weights: { need: 0.15, interest: 0, consensus: 0, trust: 0, presence: 1.8, price: 0.2 },
    offer: 0.02,
    settlesAfterDays: 42,
  },
  neither: {
    behaviourFollowsInterest: false,
    service: 0,
    presence: 0,
    weights: { need: 1.1, interest: 0, consensus: 0, trust: 0, presence: 0, price: 0.8 },
    offer: -0.12,
    settlesAfterDays: 42,
  },
};
