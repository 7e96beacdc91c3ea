/** Of a text so much is cut into sentences: what matters is said early. */
const mostText = 20_000;
const mostSentence = 400;

/** Sentences of a text with their closing sign; lines that break within a sentence are joined. Longer ones than 400 characters are left out. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  for (const paragraph of text.slice(0, mostText).split(/\n[ \t]*\n|\n(?=\s*[-*•\d])/)) {
    const joined = paragraph.replace(/\s+/g, ' ').trim();
    let start = 0;
    for (const { index } of joined.matchAll(/[.!?؟](?= )|[。！？｡]/g)) {
      if (joined[index] === '.' && abbreviation.test(joined.slice(Math.max(0, index - 8), index))) continue;
      add(joined.slice(start, index + 1));
      start = index + 1;
    }
    add(joined.slice(start));
  }
  return sentences;

  function add(piece: string): void {
    const sentence = piece.trim();
    if (sentence.length > 1 && sentence.length <= mostSentence) sentences.push(sentence);
  }
}

/** Before a point that ends no sentence: a number, a date ("12. März"), an abbreviation ("z.B.", "Mr."). */
const abbreviation =
  /(?:\d|\b\p{L}|\b(?:mr|mrs|ms|dr|prof|st|nr|no|ca|bzw|usw|inkl|tel|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|avr|juil|janv|févr|déc|abr|ene|ago|dic|set|ott|gen|mag|giu|lug|mrt|uhr|std|sra?|ing|etc|approx))$/iu;
