/** A thread's head may carry thousands of references; the first ones name its root, the last ones its parents. */
const mostIds = 200;
const firstIds = 20;

/** The message ids of a head field, without angle brackets and inner blanks, each once, in their order. */
export function readMessageIds(values: readonly string[]): string[] {
  const ids = new Set<string>();
  for (const value of values) {
    let hasAngle = false;
    for (const match of value.matchAll(/<([^<>]{1,900})>/g)) {
      hasAngle = true;
      const id = (match[1] ?? '').replace(/[\s\p{Cc}]+/gu, '');
      if (id !== '') ids.add(id);
    }
    if (!hasAngle)
      for (const word of value.split(/[\s,<>]+/)) if (/^[^@\p{Cc}]+@[^@\p{Cc}]+$/u.test(word) && word.length < 900) ids.add(word);
  }
  const all = [...ids];
  return all.length <= mostIds ? all : [...all.slice(0, firstIds), ...all.slice(firstIds - mostIds)];
}
