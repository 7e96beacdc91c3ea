import { dayNumber, type ImportRecord, recordKinds } from '@windshield/core';
import { makeCosts, makeLeads, makeTargets, quarterKey } from './around.ts';
import { instantOf } from './calendar.ts';
import { drawsFrom } from './chance.ts';
import { companyName, homeCurrency, makeAccounts, makeProducts, makeUsers } from './company.ts';
import { converse, Diary, fillTheDesk, keepTies } from './conversations.ts';
import { changesOf, dealRecord, isLive, needOf, nextStepsOf, noteOf, outcomeOf, statusOn } from './records.ts';
import { liveDeals } from './story.ts';

export type SimulationInput = {
  /** The same seed and day give the same company, to the last letter. */
  seed: number;
  /** ISO day on which the company is looked at: nothing that happens later is in the records, but for planned meetings. */
  asOf: string;
  /** 400 unless another size is asked for. */
  deals?: number;
  /** ISO 4217 code that all its money is in; EUR unless told. */
  currency?: string;
};

export type SimulatedCompany = {
  name: string;
  homeCurrency: string;
  timeZone: string;
  asOf: string;
  /** In the order in which they are written, so that what a record points at is there before it. */
  records: ImportRecord[];
};

/**
 * A made-up maker of measuring instruments with two and a half years of sales: customers, conversations, promises, deals that
 * were won, lost, or faded without anyone saying so. Its truth (need, pace, fate) shares no formula with the gauges.
 *
 * @throws RangeError when `asOf` is not a day.
 */
export function simulate(input: SimulationInput): SimulatedCompany {
  const asOfDay = dayNumber(input.asOf);
  const draws = drawsFrom(input.seed);
  const users = makeUsers();
  const sellers = users.filter((user) => user.role === 'rep');
  const products = makeProducts();
  const accounts = makeAccounts(draws, sellers, instantOf(asOfDay - 930, 8 * 60));
  const stories = liveDeals(draws, accounts, products, asOfDay, input.deals ?? 400);
  const diary = new Diary(asOfDay);
  for (const story of stories) converse(draws, diary, story, asOfDay);
  keepTies(draws, diary, accounts, asOfDay);
  fillTheDesk(
    draws,
    diary,
    stories.filter((story) => isLive(story, asOfDay)),
    asOfDay,
  );
  const told = stories.map((story) => {
    const { need, ...deal } = dealRecord(draws, story, asOfDay); // The need is a record of its own.
    return [
      deal,
      ...nextStepsOf(draws, story, asOfDay),
      ...needOf(story, deal.key, need),
      ...noteOf(draws, story, asOfDay),
      ...outcomeOf(draws, story, asOfDay),
      ...changesOf(draws, story, asOfDay),
    ];
  });
  const wonByQuarter = new Map<string, number>();
  for (const story of stories) {
    if (statusOn(story, asOfDay) !== 'won' || story.closedDay === undefined) continue;
    const quarter = quarterKey(story.closedDay);
    wonByQuarter.set(quarter, (wonByQuarter.get(quarter) ?? 0) + story.amountMinor);
  }
  const all: ImportRecord[] = [
    ...users,
    ...products,
    ...accounts.flatMap((account) => [account.record, ...account.contacts]),
    ...told.flat(),
    ...makeLeads(draws, accounts, asOfDay),
    ...diary.records,
    ...makeCosts(draws, asOfDay),
    ...makeTargets(asOfDay, wonByQuarter),
  ];
  const records = recordKinds.flatMap((kind) => all.filter((record) => record.kind === kind));
  const currency = input.currency ?? homeCurrency;
  return { name: companyName, homeCurrency: currency, timeZone: 'Europe/Berlin', asOf: input.asOf, records: inCurrency(records, currency) };
}

function inCurrency(records: ImportRecord[], currency: string): ImportRecord[] {
  if (currency === homeCurrency) return records;
  return JSON.parse(JSON.stringify(records, (field, value: unknown) => (field === 'currency' ? currency : value))) as ImportRecord[];
}
