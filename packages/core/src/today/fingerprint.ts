/** A short mark of the facts behind an advice (FNV-1a, two lanes): the same facts give the same mark, whatever the day. */
export function fingerprintOf(facts: readonly (string | number | undefined)[]): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (const unit of facts.map((fact) => fact ?? '').join('\u0001')) {
    const code = unit.codePointAt(0) as number;
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995) + 0x9e3779b9;
  }
  return [a, b].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}
