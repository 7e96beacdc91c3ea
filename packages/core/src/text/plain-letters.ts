/** Letters of Latin scripts that Unicode does not take apart, as they are written without their strokes. */
export const lettersOfOnePiece: Readonly<Record<string, string>> = {
  ...{ ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ð: 'd', þ: 'th', ı: 'i', ß: 'ss', ħ: 'h', ŋ: 'n', ŧ: 't', ĸ: 'k' },
};

/** Text in lower case without accents: "Ørsted" gives `orsted`, "Müller" `muller`. Letters of other scripts lose their marks alone. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[øłđæœðþıßħŋŧĸ]/gu, (letter) => lettersOfOnePiece[letter] ?? letter)
    .normalize('NFC');
}
