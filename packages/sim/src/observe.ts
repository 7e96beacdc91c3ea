import { type ImportRecord, isoDay, recordKinds, type UserRecord } from '@windshield/core';
import { consensusOf, interestOf, presenceOf } from './buying.ts';
import { dayMinutes } from './calendar.ts';
import { interactionOf } from './diary.ts';
import { homeCurrency } from './market.ts';
import type { Mode } from './modes.ts';
import type { DealTruth, Truth } from './truth.ts';
import type { Deal, World } from './world.ts';

/** What the company's books, mailboxes and calendars show of the world as it stands. */
export function recordsOf(world: World, users: readonly UserRecord[], currency: string): ImportRecord[] {
  const { books, accounts, deals, diary, agenda, products } = world;
  const erased = new Set(accounts.flatMap(({ people }) => people.filter(({ isErased }) => isErased).map(({ record }) => record.key)));
  const all: ImportRecord[] = [
    ...users,
    ...products.map(({ record }) => record),
    ...accounts.map(({ record }) => record),
    ...accounts.flatMap(({ people }) =>
      people
        .filter(({ isKnown, isErased }) => isKnown && !isErased)
        .map(({ record, knownSince }) => ({ ...record, createdAt: new Date(knownSince * 60_000).toISOString() })),
    ),
    ...deals.map((deal) => books.dealRecord(deal)),
    ...books.leads.map(leadRecord),
    ...diary.encounters.filter(({ isSeen, at, state }) => isSeen && (at < agenda.now || state !== 'done')).map(interactionOf),
    ...books.nextSteps.map((step) => ({ ...step })),
    ...books.needs.map(({ contact, ...need }) => (contact?.key === undefined || erased.has(contact.key) ? need : { ...need, contact })),
    ...books.notes,
    ...books.outcomes.map((outcome) => ({ ...outcome })),
    ...books.costs,
    ...books.targets,
    ...books.changes,
  ];
  const byKind = Map.groupBy(all, ({ kind }) => kind);
  const records = recordKinds.flatMap((kind) => byKind.get(kind) ?? []);
  if (currency === homeCurrency) return records;
  return JSON.parse(JSON.stringify(records, (field, value: unknown) => (field === 'currency' ? currency : value))) as ImportRecord[];
}

/** An erased person leaves no name behind, neither as a lead nor as the one who sent it. */
function leadRecord({ record, person, referredBy }: World['books']['leads'][number]): ImportRecord {
  const { custom, ...shown } = record;
  const lead = referredBy?.isErased || custom === undefined ? shown : { ...shown, custom };
  if (!person.isErased) return { ...lead };
  const { email: _email, title: _title, contact: _contact, ...rest } = lead;
  return { ...rest, name: 'Erased person' };
}

/** What they do not show. */
export function truthOf(world: World, mode: Mode): Truth {
  const { accounts, sellers, deals, diary, downturn, agenda, startDay, truth } = world;
  return {
    mode,
    startsOn: isoDay(startDay),
    ...(downturn === undefined ? {} : { downturn: { from: isoDay(downturn.fromDay), to: isoDay(downturn.toDay), depth: downturn.depth } }),
    sellers: sellers.map(({ record, care, reach, drive, promptMinutes, unseenShare }) => ({
      key: record.key,
      care,
      reach,
      drive,
      promptMinutes,
      unseenShare,
    })),
    accounts: accounts.map(({ record, size, trust, latenessDays }) => ({ key: record.key, size, trust, latenessDays })),
    people: accounts.flatMap(({ people }) =>
      people.map(({ record, paceMinutes, courtesy, initiative, clout, warmth, leavesAt }) => ({
        key: record.key,
        paceMinutes,
        courtesy,
        initiative,
        clout,
        warmth,
        ...(leavesAt < agenda.now ? { leftOn: dayOf(leavesAt) } : {}),
      })),
    ),
    deals: deals.map((deal) => dealTruth(world, deal)),
    leads: truth.leads,
    unseen: diary.encounters.filter(({ isSeen, at }) => !isSeen && at < agenda.now).map(interactionOf),
    erasures: truth.erasures,
  };
}

function dealTruth(world: World, deal: Deal): DealTruth {
  const closing = world.books.closingOf(deal);
  return {
    key: `id:${deal.id}`,
    accountKey: deal.account.record.key,
    sellerKey: deal.seller.record.key,
    type: deal.type,
    openedOn: dayOf(deal.openedAt),
    need: deal.need,
    priceGap: deal.priceGap,
    groupSize: deal.members.length,
    engaged: deal.members.filter(({ isEngaged }) => isEngaged).length,
    hasRival: deal.rival !== undefined,
    ...(deal.end === undefined ? {} : { end: deal.end }),
    ...(closing === undefined ? {} : { closedInBooksOn: dayOf(closing.at) }),
    interestByWeek: deal.interestByWeek,
    interest: interestOf(deal),
    consensus: consensusOf(deal),
    presence: presenceOf(deal),
  };
}

const dayOf = (minute: number) => isoDay(Math.floor(minute / dayMinutes));
