import { editDistance } from './edit-distance.ts';
import { jaroWinkler } from './jaro-winkler.ts';
import { nameKey } from './name-key.ts';

/** How alike two names are, 0..1: Jaro-Winkler on their {@link nameKey}; 1 means that they link as one name. */
export function similarName(a: string, b: string): number {
  return jaroWinkler(nameKey(a), nameKey(b));
}

/** A known name that a written one probably meant. */
export type ProbableName = { name: string; similarity: number; slips: number };

/**
 * The known name that `written` probably misspells ("technolgy" -> "technology"), for a person to look at; never applied.
 *
 * One slip is allowed in a key of 5 to 7 signs, two from 8 on; names whose digits differ are different things
 * ("Type 1", "Type 2"). Undefined when the name is known as it stands, when nothing is near, or when two known names
 * are equally near. O(known).
 */
export function probableMisspelling(written: string, known: Iterable<string>): ProbableName | undefined {
  const key = nameKey(written);
  const allowed = key.length >= 8 ? 2 : key.length >= 5 ? 1 : 0;
  if (allowed === 0) return undefined;
  const digits = key.replace(/\P{N}+/gu, '');
  let best: (ProbableName & { key: string }) | undefined;
  let isTied = false;
  for (const name of known) {
    const other = nameKey(name);
    if (other === key) return undefined;
    if (Math.abs(other.length - key.length) > allowed || other.replace(/\P{N}+/gu, '') !== digits) continue;
    const slips = editDistance(key, other, allowed);
    if (slips > allowed || other === best?.key) continue;
    const similarity = jaroWinkler(key, other);
    if (similarity < 0.9) continue;
    if (best === undefined || slips < best.slips) {
      best = { name, similarity, slips, key: other };
      isTied = false;
    } else if (slips === best.slips) {
      isTied = true;
    }
  }
  if (best === undefined || isTied) return undefined;
  return { name: best.name, similarity: best.similarity, slips: best.slips };
}
