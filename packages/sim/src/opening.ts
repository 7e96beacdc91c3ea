import { periodOf } from '@windshield/core';
import { held } from './chance.ts';
import { makeKnown } from './traces.ts';
import { competitors } from './words.ts';
import type { Account, BuyingRole, Deal, Member, Person, Product, Seller, World } from './world.ts';

/** Begins a buying project, and a deal in the books. `first` is whom the seller knows already. */
export function openDeal(
  world: World,
  input: {
    account: Account;
    seller: Seller;
    product: Product;
    type: Deal['type'];
    source: string;
    need: number;
    first?: Person;
    /** How eager they come, 0..1. */
    eagerness: number;
    contract?: Deal['contract'];
  },
): Deal {
  const { draws, agenda, home } = world;
  const { account, seller, product, type, source, need, contract, eagerness } = input;
  const now = agenda.now;
  const day = home.dayAt(now);
  const members = gather(world, account, input.first);
  for (const [i, member] of members.entries()) {
    member.isEngaged = i === 0 || (type !== 'New business' && member.person.isKnown && draws.happens(0.3));
    member.interest = held(eagerness * (i === 0 ? 1 : 0.8) + 0.1 * draws.normal(), 0.2, 0.95);
    member.support = held(0.24 + 0.5 * (account.trust - 0.5) + 0.2 * draws.normal(), -0.6, 0.7);
    member.hasSpoken = member.isEngaged && (i === 0 || type !== 'New business');
    if (member.isEngaged) makeKnown(member.person, now);
  }
  const cycleDays = product.cycleDays * account.size ** 0.4 * draws.around(1, 0.3) * (type === 'New business' ? 1 : 0.75);
  const hoped = day + Math.round(1.4 * cycleDays * draws.around(0.95, 0.3)) + 5;
  const deal: Deal = {
    id: `deal-${world.deals.length + 1}`,
    account,
    seller,
    product,
    type,
    source,
    openedAt: now,
    members,
    need,
    pull: need,
    priceGap: 0.14 + 0.2 * draws.normal(),
    rival: draws.happens(type === 'Renewal' ? 0.2 : 0.55)
      ? { name: draws.pick(competitors), appeal: 0.42 + 0.12 * draws.normal() }
      : undefined,
    progress: 0,
    cycleDays,
    presence: 0,
    favour: draws.around(1, 0.7),
    weakDays: 0,
    isShelved: false,
    phase: 'looking',
    fadesFrom: undefined,
    end: undefined,
    interestByWeek: [],
    isOpenInBooks: true,
    stage: 0,
    expectedCloseDay: contract?.endsOn ?? (draws.happens(0.5) ? periodOf('month', hoped).to : home.workingDayAfter(hoped, 0)),
    amountMinor:
      contract?.amountMinor ?? Math.round((product.priceMinor * account.size ** 1.1 * draws.around(1.05, 0.35)) / 10_000) * 10_000,
    unansweredTouches: 0,
    lastInboundAt: now,
    lastTouchAt: now,
    plannedMeetings: 0,
    hadMeeting: false,
    needIsKnown: false,
    openPromises: 0,
    contract,
  };
  world.deals.push(deal);
  world.running.push(deal);
  seller.openDeals.push(deal);
  account.liveDeals += 1;
  return deal;
}

/** The buying group: more people at larger customers; some of them nobody here has met. */
function gather(world: World, account: Account, first?: Person): Member[] {
  const { draws, market, agenda } = world;
  const size = Math.min(8, 2 + draws.count(0.9 * account.size));
  const there = account.people.filter((person) => person !== first && !person.isErased && person.leavesAt > agenda.now);
  const people = first === undefined ? [] : [first];
  const roles: BuyingRole[] = ['champion', 'decision maker', 'user', 'finance', 'user', 'decision maker', 'user', 'finance'];
  for (const role of roles) {
    if (people.length >= size) break;
    if (people.length === 1 && first?.role === role) continue;
    const known = there.find((person) => person.role === role && !people.includes(person));
    people.push(known ?? market.newPerson(draws, account, role, agenda.now));
  }
  return people.map((person) => ({ person, isEngaged: false, hasSpoken: false, interest: 0, support: 0 }));
}
