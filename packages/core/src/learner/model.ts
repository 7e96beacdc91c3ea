/** One term of a prediction, in log-odds. The start and all terms add up to the logit of the probability, exactly. */
export type Term = {
  column: string;
  /** What the row holds there, for people; "unknown" where it holds nothing. */
  value: string;
  effect: number;
};

/** A probability with the terms that it is made of, largest first. */
export type Explanation = { p: number; start: number; terms: Term[] };
