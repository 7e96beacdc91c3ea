const used = { a: new Uint8Array(256), b: new Uint8Array(256) };

/**
 * Jaro-Winkler similarity on UTF-16 units, 0..1; prefix weight 0.1, at most 4 units (Winkler 1990).
 * Costs about a microsecond for names; allocates nothing.
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const lengthA = a.length;
  const lengthB = b.length;
  if (lengthA === 0 || lengthB === 0) return 0;
  if (lengthA > used.a.length) used.a = new Uint8Array(lengthA * 2);
  if (lengthB > used.b.length) used.b = new Uint8Array(lengthB * 2);
  const usedA = used.a;
  const usedB = used.b;
  usedA.fill(0, 0, lengthA);
  usedB.fill(0, 0, lengthB);
  const window = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1);
  let matches = 0;
  for (let i = 0; i < lengthA; i++) {
    const unit = a.charCodeAt(i);
    const to = Math.min(lengthB - 1, i + window);
    for (let j = Math.max(0, i - window); j <= to; j++) {
      if (usedB[j] === 0 && b.charCodeAt(j) === unit) {
        usedA[i] = 1;
        usedB[j] = 1;
        matches++;
        break;
      }
    }
  }
  if (matches === 0) return 0;
  let outOfOrder = 0;
  let k = 0;
  for (let i = 0; i < lengthA; i++) {
    if (usedA[i] === 0) continue;
    while (usedB[k] === 0) k++;
    if (a.charCodeAt(i) !== b.charCodeAt(k)) outOfOrder++;
    k++;
  }
  const jaro = (matches / lengthA + matches / lengthB + (matches - outOfOrder / 2) / matches) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < lengthA && prefix < lengthB && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}
