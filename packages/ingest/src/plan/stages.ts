import type { DealStatus, LeadStatus, StageMapping } from '@windshield/core';
import { nameKey } from '@windshield/core';

const won =
  /^(closed ?|deal ?)?won\b|closedwon|\bwon$|^win$|gewonnen|^zuschlag|^auftrag (erhalten|erteilt)|gagn[ée]e?|remport[ée]e?|sign[ée]e?$|ganad[ao]|^vint[ao]|chiusa? vint|acquisit[ao]|\bganh[ao]|fechado e? ?ganho|wygran|zdobyt|zrealizowan|vunne|^vundet|受注|成約|выигра|vyhr|nyert|voitettu|^order ?(won|received)|^client(e)?$|^customer$/i;
const lost =
  /^(closed ?|deal ?)?lost\b|closedlost|\blost$|^no decision|abandon|disqualif|^dead\b|cancel|verloren|abgelehnt|abgesagt|storniert|absage|perdu|abandonn|perdid[ao]|^pers[ao]|chiusa? persa|fechado e? ?perdido|geannuleerd|afgewezen|utracon|przegran|stracon|förlora|tabt|失注|проигра|prohr|elveszt|hävitty|^rejected|^declined/i;

/** What a stage's or status's name alone says; undefined when it names a step on the way. */
export function statusByName(name: string): Exclude<DealStatus, 'open'> | undefined {
  const plain = name.trim();
  if (/\b(not|nicht|non|nie|no) (won|lost|gewonnen|verloren)\b/i.test(plain)) return undefined;
  if (lost.test(plain)) return 'lost';
  if (won.test(plain)) return 'won';
  return undefined;
}

const open =
  /^(open|in progress|active|ongoing|pending|offen|aktiv|laufend|in bearbeitung|ouvert|ouverte|en cours|abiert[ao]|en curso|apert[ao]|in corso|abert[ao]|em andamento|otwart[ay]|w toku|öppen|pågående|åben|進行中)$/i;

export function isOpenWord(name: string): boolean {
  return open.test(name.trim());
}

/** What the rows of one stage say about it. */
export interface StageCount {
  readonly name: string;
  rows: number;
  /** Rows with a day of closing in a column of its own. */
  closed: number;
  open: number;
  won: number;
  lost: number;
  probability: number;
  probabilityRows: number;
  firstSeen: number;
}

/**
 * The stages of a file with what they mean. The rows' own status (IsWon, Status, won and lost times) is believed first,
 * then the name, then a stated probability of 100 percent, then a day of closing. Open stages come in the order of their stated probability, then as they
 * appear; won and lost last.
 */
export function mapStages(counts: readonly StageCount[]): StageMapping[] {
  const isInPercent = counts.some((count) => count.probability > count.probabilityRows);
  const hasWon = counts.some((count) => count.won > 0 || statusByName(count.name) === 'won');
  const mapped = counts.map((count) => ({ count, ...meaning(count, isInPercent ? 100 : 1, hasWon) }));
  const order = { open: 0, won: 1, lost: 2 };
  const chance = (count: StageCount) => (count.probabilityRows > 0 ? count.probability / count.probabilityRows : undefined);
  mapped.sort((a, b) => {
    if (a.status !== b.status) return order[a.status] - order[b.status];
    const [left, right] = [chance(a.count), chance(b.count)];
    if (left !== undefined && right !== undefined && left !== right) return left - right;
    return (wayPoint(a.count.name) ?? 50) - (wayPoint(b.count.name) ?? 50) || a.count.firstSeen - b.count.firstSeen;
  });
  return mapped.map(({ count, status, why }, position) => ({ name: count.name, status, position, rows: count.rows, why }));
}

function meaning(count: StageCount, certain: number, hasWon: boolean): { status: DealStatus; why: string } {
  const byName = statusByName(count.name);
  const judged = count.won + count.lost + count.open;
  if (judged > 0) {
    if (count.won >= judged * 0.9) return { status: 'won', why: `${count.won} of ${count.rows} deals here are marked as won` };
    if (count.lost >= judged * 0.9) return { status: 'lost', why: `${count.lost} of ${count.rows} deals here are marked as lost` };
    // Systems that close a deal without moving it leave won and lost ones in every stage.
    if (byName === undefined)
      return {
        status: 'open',
        why: count.open === judged ? 'its deals are open' : 'a step on the way; its deals’ own status tells which are closed',
      };
  }
  if (byName) return { status: byName, why: `“${count.name}” is a word for ${byName}` };
  const chance = count.probabilityRows >= count.rows * 0.9 ? count.probability / count.probabilityRows : undefined;
  if (chance !== undefined && chance >= certain * 0.995) return { status: 'won', why: 'its deals are stated as certain' };
  const haveClosed = count.closed >= count.rows * 0.9;
  if (haveClosed && (chance === 0 || hasWon))
    return { status: 'lost', why: 'its deals have a day of closing, and it is not the stage of those won' };
  return { status: 'open', why: 'its name is a step on the way' };
}

const way: readonly RegExp[] = [
  /prospect|new|lead in|neu|nouveau|nuev|nuov|nov[oa]|nowy|ny\b|identif|contact made|kontakt/i,
  /qualif|engag|discover|erstgespr|bedarf|besoin/i,
  /need|analys|demo|meeting|solution|value/i,
  /propos|quote|angebot|offert|devis|propuesta|proposta|ofert/i,
  /negot|verhandl|négoc|negoc|negozi|onderhand|förhandl|review|legal|contract|vertrag/i,
  /commit|verbal|sign|zusage/i,
];

function wayPoint(name: string): number | undefined {
  const at = way.findIndex((words) => words.test(name));
  return at === -1 ? undefined : at;
}

/** The stage without what HubSpot adds to tell pipelines apart: "Closed Won (Sales Pipeline)" in "Sales Pipeline". */
export function bareStage(stage: string, pipeline: string | undefined): string {
  const parts = /^(.*\S)\s*\(([^()]+)\)$/.exec(stage);
  return parts?.[1] && pipeline !== undefined && nameKey(parts[2] ?? '') === nameKey(pipeline) ? parts[1] : stage;
}

/** What a lead's status means: worked on, accepted, returned, converted, disqualified, else open. */
export function leadStatusByName(name: string): LeadStatus {
  if (/convert|konvertiert|client|customer|deal created|opportunity/i.test(name) && !/not/i.test(name)) return 'converted';
  if (
    /disqual|unqual|not qualified|not converted|junk|lost|dead|bad|invalid|unzureichend|verloren|perdu|perdid|pers[ao]|nicht qualifiziert|rejected|no interest/i.test(
      name,
    )
  )
    return 'disqualified';
  if (/return|recycl|nurtur|zurück/i.test(name)) return 'returned';
  if (/accept|qualified|sql\b|qualifiziert|qualifi[ée]|calificad|qualificat|qualificad|gekwalific|kwalifikow|angenommen/i.test(name))
    return 'accepted';
  if (
    /work|contact|attempt|progress|engag|connected|bearbeitung|kontakt|en cours|contactad|contattat|em andamento|bezig|w toku|pågå/i.test(
      name,
    ) &&
    !/not contacted|uncontacted/i.test(name)
  )
    return 'working';
  return 'open';
}
