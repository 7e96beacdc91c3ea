import { plainLetters } from './plain-letters.ts';

const notPartOfAName = /[^\p{L}\p{M}\p{N}+#]+/gu;

/**
 * The key by which two spellings of one name meet: "GTX Pro", "gtx-pro" and "GTXPro" share `gtxpro`.
 *
 * NFKC, full case folding, then everything but letters, marks, digits, `+` and `#` is dropped ("C++" is not "C#").
 * Accents stay: "Müller" and "Muller" may be two people. A name made of signs alone keeps them; an empty name gives ''.
 */
export function nameKey(name: string): string {
  const folded = foldCase(name);
  return folded.replace(notPartOfAName, '') || folded.replace(/\s+/g, '');
}

/** Unicode case folding, near enough: through upper case, so that ß meets ss, and every sigma is one sigma. */
function foldCase(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC').trim();
}

const legalForms = new Set(
  (
    'gmbh mbh ag kg kgaa ohg gbr ug ev eg ek se co cokg kft zrt nyrt bt ' +
    'ltd limited plc llp llc lp lllp pllc inc incorporated corp corporation company pc ' +
    'sa sas sasu sarl eurl sca scs snc sprl bvba srl srls spa sapa sl slu sau sc sac sacv sapi cv rl ltda eireli me ' +
    'bv nv vof ab hb kb as asa ans aps is oy oyj ky tmi ehf hf ' +
    'zoo spzoo sp spj spk sro vos doo dooel dd ad ead eood ood jsc ojsc cjsc pjsc ooo oao zao pao ' +
    'uab sia ou tov at kk yk gk pt tbk sdn bhd pte pty pvt psc fze fzco fzllc wll saog'
  ).split(' '),
);

const legalFormsAhead = new Set(['ab', 'as', 'uab', 'sia', 'ou', 'pt', 'cv', 'ooo', 'oao', 'zao', 'pao', 'tov', 'kk']);

const legalFormsInOtherScripts =
  /^(株式会社|有限会社|合同会社|ооо|оао|зао|пао)|(株式会社|有限会社|合同会社|有限公司|股份有限公司|주식회사)$/u;

/**
 * A second, weaker key for companies: {@link nameKey} without accents and without the legal form, so that
 * "Halden Group GmbH & Co. KG" and "Halden Group" meet. Two firms can share it: propose, never link on it alone.
 */
export function companyNameKey(name: string): string {
  const plain = plainLetters(foldCase(name)).replace(/[.'’]/g, '').replace(/\s+/gu, ' ');
  const words = plain.split(/[^\p{L}\p{M}\p{N}+#]+/u).filter((word) => word !== '');
  let from = 0;
  let to = words.length;
  while (to - from > 1 && isLegalForm(words[to - 1] ?? '')) to--;
  // "z o. o.", "s r. o.": forms written as single letters.
  while (to - from > 3 && /^(zoo|sro|spzoo)$/.test(words.slice(to - 3, to).join(''))) to -= 3;
  while (to - from > 1 && isLegalForm(words[to - 1] ?? '')) to--;
  if (to - from > 1 && legalFormsAhead.has(words[from] ?? '')) from++;
  const key = words.slice(from, to).join('');
  const bare = key.replace(legalFormsInOtherScripts, '');
  return bare || key || nameKey(name);
}

function isLegalForm(word: string): boolean {
  return legalForms.has(word) || word === 'und' || word === 'and';
}
