/** How much work a file may ask for: rules such as FREQ=SECONDLY make a bomb of a hundred bytes. Shared by all series of a file. */
export class Budget {
  #steps: number;

  constructor(steps: number) {
    this.#steps = steps;
  }

  /** `false` when nothing is left. */
  spend(steps = 1): boolean {
    this.#steps -= steps;
    return this.#steps >= 0;
  }
}
