/**
 * How a name sounds, roughly and for many languages: a key for finding, never for judging. Its first letter, then consonants; letters that are
 * often written for each other share one; doubled letters and vowels go. Folded Latin text in; other scripts give their first two signs.
 */
export function soundOf(word: string): string {
  const first = word.charCodeAt(0);
  if (!(first >= 97 && first <= 122)) return word.slice(0, 2);
  let sound = '';
  let before = '';
  for (let at = 0; at < word.length; at++) {
    const letter = word[at] as string;
    const next = word[at + 1] ?? '';
    let one = classes[letter] ?? '';
    if (letter === 'p' && next === 'h') one = 'f';
    else if (letter === 'c' && next !== '' && 'eiy'.includes(next)) one = 's';
    else if (letter === 's' && next === 'c' && word[at + 2] === 'h') one = 's';
    else if (letter === 'h' && at > 0) one = '';
    else if (at === 0 && vowels.includes(letter)) one = 'a';
    if (one !== '' && one !== before) sound += one;
    if (one !== '' || !vowels.includes(letter)) before = one === '' ? before : one;
    else before = '';
  }
  return sound;
}

const vowels = 'aeiouyj';
const classes: Readonly<Record<string, string>> = {
  b: 'b', p: 'b', f: 'f', v: 'f', w: 'f', c: 'k', k: 'k', q: 'k', g: 'k', x: 'k', s: 's', z: 's', d: 't', t: 't', l: 'l', m: 'm', n: 'm', r: 'r', h: 'h',
}; // biome-ignore format: letters side by side
