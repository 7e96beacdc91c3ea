import { type CostRecord, isoDay, type LeadRecord, periodOf, type TargetRecord } from '@windshield/core';
import { instantOf, workingDay } from './calendar.ts';
import type { Draws } from './chance.ts';
import { type AccountTruth, homeCurrency } from './company.ts';
import { firmTails, peoplesNames, placesOf } from './names.ts';
import { leadSources, needWords } from './words.ts';

/** People who raised a hand in the last months, some of them already answered. */
export function makeLeads(draws: Draws, accounts: readonly AccountTruth[], asOfDay: number): LeadRecord[] {
  return Array.from({ length: 45 }, (_, i) => {
    const names = draws.pick(peoplesNames);
    const place = draws.pick(placesOf);
    const company = `${draws.pick(names.family)} ${draws.pick(firmTails).tail}`;
    const day = workingDay(asOfDay - 1 - draws.whole(0, 120));
    const isFresh = asOfDay - day < 10;
    const id = `lead-${i + 1}`;
    return {
      kind: 'leads',
      key: `id:${id}`,
      externalId: id,
      name: `${draws.pick(names.given)} ${draws.pick(names.family)}`,
      company,
      title: draws.pick(['Quality Engineer', 'Operations', 'Purchasing', 'Head of Laboratory']),
      email: `hello-${i + 1}@${company
        .normalize('NFD')
        .replace(/[^A-Za-z]/g, '')
        .toLowerCase()}.example`,
      status: isFresh ? 'open' : draws.pick(['working', 'accepted', 'returned', 'disqualified', 'open'] as const),
      source: draws.pick(leadSources),
      owner: { key: draws.pick(accounts).ownerKey },
      country: place.country,
      ...(draws.happens(0.5) ? { description: draws.pick(needWords) } : {}),
      createdAt: instantOf(Math.min(day, asOfDay - 1), 10 * 60),
    };
  });
}

/** Targets of this quarter and the three before. */
export function makeTargets(asOfDay: number, wonByQuarter: ReadonlyMap<string, number>): TargetRecord[] {
  const usual = [...wonByQuarter.values()].sort((a, b) => a - b);
  const middle = usual[Math.floor(usual.length / 2)] ?? 30_000_000;
  return [0, -1, -2, -3].map((shift) => {
    const { from } = periodOf('quarter', asOfDay, shift);
    const quarter = quarterKey(from);
    const amountMinor = Math.round((middle * (1.35 + 0.05 * shift)) / 500_000) * 500_000;
    return {
      kind: 'targets',
      key: `id:target-${quarter}`,
      externalId: `target-${quarter}`,
      period: quarter,
      amount: { amountMinor, currency: homeCurrency },
    };
  });
}

/** "2026-Q4" */
export function quarterKey(day: number): string {
  const iso = isoDay(day);
  return `${iso.slice(0, 4)}-Q${Math.floor((Number(iso.slice(5, 7)) - 1) / 3) + 1}`;
}

export function makeCosts(draws: Draws, asOfDay: number): CostRecord[] {
  const kinds = [
    {
      type: 'campaign',
      amountMinor: 1_450_000,
      leadSource: 'Trade fair',
      campaign: 'Water days',
      description: 'Stand and travel of the fair team',
    },
    {
      type: 'campaign',
      amountMinor: 380_000,
      leadSource: 'Webinar',
      campaign: 'Batch release in two hours',
      description: 'Production and mailing',
    },
    { type: 'travel', amountMinor: 62_000, description: 'Site visits' },
    { type: 'dayRate', amountMinor: 96_000, description: 'Application engineer on site' },
  ] as const;
  return Array.from({ length: 24 }, (_, i) => {
    const { type, amountMinor, ...rest } = draws.pick(kinds);
    const id = `cost-${i + 1}`;
    return {
      kind: 'costs',
      key: `id:${id}`,
      externalId: id,
      type,
      amount: { amountMinor: Math.round(amountMinor * draws.around(1, 0.2)), currency: homeCurrency },
      incurredOn: isoDay(workingDay(asOfDay - 2 - draws.whole(0, 700))),
      ...rest,
    };
  });
}
