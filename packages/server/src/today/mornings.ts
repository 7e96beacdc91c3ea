import type { Today } from '@windshield/contract';
import type { Json } from '@windshield/store';

type Morning = Json<Today>;

interface Kept {
  readonly stamp: string;
  readonly until: number;
  readonly json: Promise<Morning>;
}

const holdMs = 30_000;
const most = 2_000;

/**
 * Mornings as they were told, for as long as nothing was written to the workspace through this process, at most half a minute: what
 * another process imports shows then. Whoever asks while a morning is being composed waits for that one.
 */
export class Mornings {
  readonly #kept = new Map<string, Kept>();

  /**
   * @param place whose morning, in which scope
   * @param stamp what must be the same for the morning to be the same
   * @param now milliseconds, monotonic
   */
  async of(place: string, stamp: string, now: number, compose: () => Promise<Morning>): Promise<Morning> {
    const known = this.#kept.get(place);
    if (known && known.stamp === stamp && known.until > now) return known.json;
    if (this.#kept.size >= most) this.#kept.clear();
    const json = compose();
    this.#kept.set(place, { stamp, until: now + holdMs, json });
    try {
      return await json;
    } catch (error) {
      this.#kept.delete(place);
      throw error;
    }
  }
}
