/** One part of the page: a heading, what to make of it, a picture, and the numbers behind it. */
export interface Section {
  readonly heading: string;
  readonly text: readonly string[];
  /** Markup of a chart, already safe. */
  readonly chart?: string;
  readonly numbers?: Numbers;
}

/** A table; numbers stand to the right. */
export interface Numbers {
  readonly caption: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Shown at once instead of behind "The numbers". */
  readonly isOpen?: boolean;
}

/** What was found, before any of the reasons. */
export interface Verdict {
  /** `good`: it can be relied on; `poor`: not yet; `open`: the data cannot say. Said in words too, never by colour alone. */
  readonly tone: 'good' | 'poor' | 'open';
  readonly headline: string;
  readonly sentences: readonly string[];
}

/** A page that a manager can read from top to bottom. The same content gives the same bytes: it carries no date and nothing random. */
export interface Page {
  readonly title: string;
  readonly question: string;
  readonly verdict: Verdict;
  readonly figures: readonly { readonly label: string; readonly value: string; readonly note: string }[];
  readonly sections: readonly Section[];
  /** How it was made, line by line. */
  readonly made: readonly string[];
}
