import { wordsOf } from './fold.ts';

const shortForms = new Map<string, string>();
const groups =
  'st:street,str,strasse,saint,strabe;rd:road;av:avenue,ave,aven,avn;blvd:boulevard,boul,blv,bd;dr:drive,drv;ln:lane;ct:court,crt;pl:place,platz,plaza,plz,pza,piazza,plac;' +
  'sq:square;ter:terrace,terr,tce;cct:circuit,cir,circle,crcl;cr:crescent,cres,cresc;hwy:highway;pkwy:parkway,pky;pde:parade;cl:close;gr:grove;weg:way,wy;' +
  'n:north,nord,norte;s:south,sud,sur;e:east,est,este;w:west,ouest,oeste;ne:northeast;nw:northwest;se:southeast;sw:southwest;' +
  'mt:mount;ft:fort;r:rue;c:calle,cl;v:via;all:allee;1st:first;2nd:second;3rd:third;4th:fourth;5th:fifth;6th:sixth;7th:seventh;8th:eighth;9th:ninth;10th:tenth';
for (const group of groups.split(';')) {
  const [short = '', long = ''] = group.split(':');
  for (const word of long.split(',')) if (!shortForms.has(word)) shortForms.set(word, short);
}

const unitWords = new Set('apt apartment apmnt unit suite ste flat fl floor wohnung whg room rm top no nr num'.split(' '));

/** An address line as its house number, its words with usual words shortened (street to `st`), and its flat or unit. */
export function streetPartsOf(folded: string): { number: string; unit: string; words: readonly string[] } {
  const words: string[] = [];
  let number = '';
  let unit = '';
  let isUnit = false;
  for (const word of wordsOf(folded)) {
    if (isUnit || unitWords.has(word)) {
      if (isUnit) unit = word;
      isUnit = !isUnit && unitWords.has(word);
    } else if (number === '' && /^\d{1,6}[a-z]?$/.test(word)) number = word;
    else words.push(shortForms.get(word) ?? withoutType(word));
  }
  return { number, unit, words };
}

/** German and Dutch streets carry their type at the end: "Hauptstrasse", "Hauptstr". */
function withoutType(word: string): string {
  if (word.length < 7) return word.length > 5 && word.endsWith('str') ? word.slice(0, -3) : word;
  for (const end of ['strasse', 'straat', 'str'])
    if (word.endsWith(end) && word.length - end.length >= 3) return word.slice(0, -end.length);
  return word;
}
