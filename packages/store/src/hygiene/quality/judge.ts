import {
  accountQuality,
  chanceMoved,
  contactQuality,
  convertMoney,
  dealQuality,
  type FindingRule,
  factsThatMatter,
  leadQuality,
  type QualityContext,
  type QualityFinding,
  type RateTable,
} from '@windshield/core';
import type { QualityFactsOf, QualityKind, QualityRow } from './facts.ts';

/** How amounts of several currencies are put in one order. */
export interface Purse {
  readonly currency: string;
  readonly rates: RateTable;
  readonly asOf: number;
}

/** A finding with where it belongs. */
export interface FoundFinding extends QualityFinding {
  readonly kind: QualityKind;
  readonly recordId: string;
  readonly name: string;
  readonly part: string;
  readonly ownerId: string | undefined;
  readonly accountId: string | undefined;
  /** In the purse's currency; `undefined` when nothing open rests on it or no rate is known. */
  readonly atStakeMinor: number | undefined;
}

/** What one record adds to how far the data can be trusted. */
export interface RecordTrust {
  readonly facts: number;
  readonly wrong: Partial<Record<FindingRule, number>>;
  /** Chances that the job on record has ended, and that the record is there twice. */
  readonly moved: number;
  readonly twice: number;
}

const judges: { readonly [K in QualityKind]: (facts: QualityFactsOf[K], context: QualityContext) => QualityFinding[] } = {
  accounts: accountQuality,
  contacts: contactQuality,
  leads: leadQuality,
  deals: dealQuality,
};

/** Asks core about one record. */
export function judgeRecord<K extends QualityKind>(kind: K, row: QualityRow<K>, context: QualityContext, purse: Purse): FoundFinding[] {
  const atStakeMinor = worth(row.stakes, purse);
  return judges[kind](row.facts, context).map((finding) => ({
    ...finding,
    kind,
    recordId: row.facts.id,
    name: row.facts.name,
    part: finding.key.startsWith('contact.') && (finding.field === 'email' || finding.field === 'phone') ? (finding.now ?? '') : '',
    ownerId: row.ownerId,
    accountId: row.accountId,
    atStakeMinor,
  }));
}

/** @param open the record's findings that nobody declared right @param twice chance that the record is there twice */
export function trustOf<K extends QualityKind>(
  kind: K,
  row: QualityRow<K>,
  open: readonly FoundFinding[],
  context: QualityContext,
  twice: number,
): RecordTrust | undefined {
  if (!row.isInUse) return undefined;
  const wrong: Partial<Record<FindingRule, number>> = {};
  for (const { rule, chance } of open) if (chance === undefined) wrong[rule] = (wrong[rule] ?? 0) + 1;
  const moved = kind === 'contacts' ? (chanceMoved(row.facts as QualityFactsOf['contacts'], context) ?? 0) : 0;
  return { facts: factsOf(kind, row), wrong, moved, twice };
}

function factsOf<K extends QualityKind>(kind: K, { facts }: QualityRow<K>): number {
  if (kind === 'deals') return (facts as QualityFactsOf['deals']).status === 'open' ? factsThatMatter.openDeal : factsThatMatter.closedDeal;
  return { accounts: factsThatMatter.account, contacts: factsThatMatter.contact, leads: factsThatMatter.lead }[
    kind as Exclude<QualityKind, 'deals'>
  ];
}

function worth(stakes: QualityRow<QualityKind>['stakes'], { currency, rates, asOf }: Purse): number | undefined {
  let sum: number | undefined;
  for (const stake of stakes) {
    const minor = stake.currency === currency ? stake.amountMinor : convertMoney(stake.amountMinor, stake.currency, currency, asOf, rates);
    if (minor !== undefined) sum = (sum ?? 0) + minor;
  }
  return sum;
}
