import { lettersOfOnePiece } from '../../text/index.ts';

const cyrillic: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o',
  п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'iu', я: 'ia',
  і: 'i', ї: 'i', є: 'ie', ґ: 'g', ў: 'u', ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', ђ: 'd', џ: 'dz', ѓ: 'g', ќ: 'k',
}; // biome-ignore format: letters side by side
const greek: Readonly<Record<string, string>> = {
  α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n', ξ: 'x', ο: 'o', π: 'p', ρ: 'r',
  σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o',
}; // biome-ignore format: letters side by side

const letters = new Map(Object.entries({ ...cyrillic, ...greek, ...lettersOfOnePiece }));
const htmlLetter = /&#(\d{2,7});/g;

/**
 * Text for comparing: lower case, accents off, Cyrillic and Greek in Latin letters (after ICAO 9303 and ELOT 743, simplified); other scripts
 * stay. Signs stay too. "Ørsted" gives `orsted`, "Müller" `muller`, "Кириллов" `kirillov`.
 */
export function fold(text: string): string {
  let plain = true;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 126 || unit === 38) {
      plain = false;
      break;
    }
  }
  if (plain) return text.toLowerCase();
  const decoded = text.includes('&#') ? text.replace(htmlLetter, (_, code: string) => letterOf(Number(code))) : text;
  const decomposed = decoded
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '');
  let folded = '';
  for (const letter of decomposed) folded += letters.get(letter) ?? letter;
  // Hangul and kana come apart in NFKD and are put together again.
  return folded.normalize('NFC');
}

/** "Müller" as it is spelled without its dots: `mueller`; undefined where nothing is spelled otherwise. */
export function spelledOut(text: string): string | undefined {
  if (!/[äöüåÄÖÜÅ]|[aouAOU]\u0308|[aA]\u030a/u.test(text)) return undefined;
  return fold(
    text.normalize('NFC').replace(/[äöüåÄÖÜÅ]/gu, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa' })[letter.toLowerCase()] ?? letter),
  );
}

function letterOf(code: number): string {
  return code > 31 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : ' ';
}

const wordSplit = /[^\p{L}\p{M}\p{N}]+/u;
const apostrophes = /['’`´\\]/gu;

/** Words of folded text: letters and digits; an apostrophe joins ("o'brien" is one word). At most `most`. */
export function wordsOf(folded: string, most = 64): string[] {
  const words = folded.replace(apostrophes, '').split(wordSplit, most + 2);
  const found: string[] = [];
  for (const word of words) if (word !== '' && found.length < most) found.push(word);
  return found;
}
