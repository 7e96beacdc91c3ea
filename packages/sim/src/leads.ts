import type { DayNumber } from '@windshield/core';
import type { OpenLead } from './books.ts';
import { attentionOn, dayMinutes, instantAt, workdayMinutes } from './calendar.ts';
import { held } from './chance.ts';
import { writeTo } from './exchange.ts';
import { mailName } from './market.ts';
import { openDeal } from './opening.ts';
import { makeKnown } from './traces.ts';
import type { Truth } from './truth.ts';
import { type Account, climateOn, type Person, type Product, type Seller, takeTime, type World } from './world.ts';

/** What a source brings: its leads of a hundred (up to which number), how much need, how quickly they cool. */
const sources = [
  { name: 'Website', upTo: 38, need: 0.44, halfLifeHours: 9, campaign: undefined },
  { name: 'Trade fair', upTo: 56, need: 0.5, halfLifeHours: 60, campaign: 'Water days' },
  { name: 'Webinar', upTo: 80, need: 0.38, halfLifeHours: 30, campaign: 'Batch release in two hours' },
  { name: 'Partner', upTo: 100, need: 0.55, halfLifeHours: 40, campaign: undefined },
] as const;
const referral = { name: 'Referral', upTo: 0, need: 0.64, halfLifeHours: 80, campaign: undefined } as const;

type Lead = {
  record: OpenLead;
  account: Account;
  person: Person;
  product: Product;
  need: number;
  halfLifeHours: number;
  truth: Truth['leads'][number];
};

/** Leads of one day: fewer in a downturn, hardly any in August. */
export function liveLeadsDay(world: World, day: DayNumber): void {
  const { draws, agenda, home, sellers } = world;
  if (!home.isWorkingDay(day)) return;
  const mean = 0.36 * sellers.length * attentionOn(day) * climateOn(world, day) ** 1.3;
  for (let n = draws.count(mean); n > 0; n--) {
    const at = draws.integer(100);
    const source = sources.find(({ upTo }) => at < upTo) ?? sources[0];
    agenda.at(home.minuteOf(day, 8 * 60 + draws.integer(11 * 60)), () => raiseHand(world, source.name));
  }
  // Some business the sellers go and look for.
  if (draws.happens(0.04 * sellers.length)) agenda.at(home.minuteOf(day, 10 * 60 + draws.integer(300)), () => prospect(world));
}

/** Somebody shows interest; marketing hands it on; the seller gets to it or does not. */
export function raiseHand(world: World, sourceName: string, from: { referredBy?: Person | undefined; seller?: Seller } = {}): void {
  const { draws, agenda, market, books, diary } = world;
  const source = sources.find(({ name }) => name === sourceName) ?? referral;
  const seller = from.seller ?? draws.pick(world.sellers);
  const account = market.newAccount(draws, seller, agenda.now);
  const person = market.newPerson(
    draws,
    account,
    draws.pick(['user', 'champion', 'champion', 'decision maker', 'finance'] as const),
    agenda.now,
  );
  const index = draws.integer(world.products.length);
  const product = world.products[index] as Product;
  const need = draws.trait(0.5 * source.need + 0.5 * (account.needs[index] ?? 0.5), 0.14);
  const id = `lead-${books.leads.length + 1}`;
  const { record: firm } = account;
  const email = `${mailName(person.record.name)}@${firm.domain}`;
  const record: OpenLead = {
    kind: 'leads',
    key: `id:${id}`,
    externalId: id,
    name: person.record.name,
    company: firm.name,
    ...(person.record.title === undefined ? {} : { title: person.record.title }),
    email,
    status: 'open',
    source: source.name,
    ...(source.campaign === undefined ? {} : { campaign: source.campaign }),
    owner: { key: seller.record.key, name: seller.record.name },
    ...(firm.industry === undefined ? {} : { industry: firm.industry }),
    ...(firm.employees === undefined || draws.happens(0.35) ? {} : { employees: firm.employees }),
    ...(firm.country === undefined ? {} : { country: firm.country }),
    ...(draws.happens(0.3 + 0.4 * need) ? { description: draws.pick(product.needWords) } : {}),
    createdAt: instantAt(agenda.now),
    ...(from.referredBy === undefined ? {} : { custom: { 'Referred by': from.referredBy.record.name } }),
  };
  books.leads.push({ record, person, referredBy: from.referredBy });
  const truth: Truth['leads'][number] = { key: record.key, need, size: account.size };
  world.truth.leads.push(truth);
  const lead: Lead = { record, account, person, product, need, halfLifeHours: source.halfLifeHours, truth };
  if (sourceName === 'Website')
    diary.write({
      type: 'mail',
      direction: 'in',
      at: agenda.now,
      subject: `Question on ${product.record.name}`,
      thread: diary.newThread(),
      seller,
      lead: { record, email, person },
      people: [],
    });
  const raisedAt = agenda.now;
  if (draws.happens(0.06)) return; // Nobody ever looked at it.
  const handedOver = world.home.after(raisedAt, draws.around(360, 1));
  agenda.at(handedOver, () => {
    const lag = world.home.after(agenda.now, draws.around(seller.promptMinutes * 3, 0.9));
    agenda.at(lag, () => agenda.at(takeTime(world, seller, agenda.now, 15), () => tryToReach(world, lead, seller, raisedAt, 1)));
  });
}

/** Interest raised by hand cools within hours (Oldroyd, McElheran & Elkington 2011); each try is one more chance. */
function tryToReach(world: World, lead: Lead, seller: Seller, raisedAt: number, attempt: number): void {
  const { draws, agenda, diary, causes } = world;
  const { record } = lead;
  if (attempt === 1) setStatus(world, lead, seller, 'working');
  diary.write({
    type: draws.happens(0.4) ? 'call' : 'mail',
    direction: 'out',
    at: agenda.now,
    subject: attempt === 1 ? 'Your question' : 'A second try',
    thread: diary.newThread(),
    seller,
    lead: { record, email: record.email ?? '', person: lead.person },
    people: [],
  });
  const warmth = causes.service > 0 ? 2 ** (-(agenda.now - raisedAt) / 60 / lead.halfLifeHours) : 0.45;
  const reached = draws.happens(held((0.12 + 0.62 * warmth) * (0.55 + 0.45 * lead.person.courtesy), 0, 0.95));
  if (!reached) {
    if (attempt < 1 + Math.round(2 * seller.drive) && draws.happens(0.75))
      agenda.at(world.home.after(agenda.now, draws.whole(1, 5) * workdayMinutes), () =>
        tryToReach(world, lead, seller, raisedAt, attempt + 1),
      );
    else if (draws.happens(0.8))
      agenda.at(agenda.now + 5 * dayMinutes, () => setStatus(world, lead, seller, 'returned', 'Cannot be reached'));
    return;
  }
  agenda.at(world.home.after(agenda.now, draws.around(300, 0.7)), () => {
    diary.write({
      type: 'mail',
      direction: 'in',
      at: agenda.now,
      subject: 'Re: Your question',
      thread: diary.newThread(),
      seller,
      lead: { record, email: record.email ?? '', person: lead.person },
      people: [],
    });
    // What the seller makes of the need is a guess, as good as their care.
    const guess = lead.need + (0.24 - 0.14 * seller.care) * draws.normal();
    if (guess < 0.3) return setStatus(world, lead, seller, draws.happens(0.5) ? 'returned' : 'disqualified', 'No need');
    if (lead.account.size < 0.5 && draws.happens(0.5)) return setStatus(world, lead, seller, 'returned', 'Too small');
    setStatus(world, lead, seller, 'accepted');
    agenda.at(world.home.after(agenda.now, draws.around(200, 0.8)), () => convert(world, lead, seller, raisedAt));
  });
}

function convert(world: World, lead: Lead, seller: Seller, raisedAt: number): void {
  const { agenda } = world;
  const { account, person, product, record } = lead;
  world.accounts.push(account);
  makeKnown(person, agenda.now);
  person.warmth = 0.25;
  const hours = (agenda.now - raisedAt) / 60;
  const deal = openDeal(world, {
    account,
    seller,
    product,
    type: 'New business',
    source: record.source ?? 'Website',
    need: lead.need,
    first: person,
    eagerness: held(0.42 + 0.35 * lead.need + (world.causes.service > 0 ? 0.1 * 2 ** (-hours / 72) : 0.05), 0.3, 0.9),
  });
  setStatus(world, lead, seller, 'converted');
  record.convertedAt = instantAt(agenda.now);
  record.account = { key: account.record.key, name: account.record.name };
  record.contact = { key: person.record.key, name: person.record.name };
  record.deal = { key: `id:${deal.id}` };
  lead.truth.dealKey = `id:${deal.id}`;
  const first = deal.members[0];
  if (first !== undefined) writeTo(world, deal, first, { subject: `${product.record.name}: what we spoke of`, isOwnAccord: false });
}

/** The seller writes to somebody who did not ask. */
function prospect(world: World): void {
  const { draws, agenda, market } = world;
  const seller = draws.pick(world.sellers);
  const account = market.newAccount(draws, seller, agenda.now);
  const first = market.newPerson(draws, account, draws.pick(['champion', 'decision maker', 'user'] as const), agenda.now);
  const index = draws.integer(world.products.length);
  world.accounts.push(account);
  const deal = openDeal(world, {
    account,
    seller,
    product: world.products[index] as Product,
    type: 'New business',
    source: 'Outbound',
    need: draws.trait(0.42, 0.18),
    first,
    eagerness: 0.5,
  });
  const member = deal.members[0];
  if (member !== undefined) writeTo(world, deal, member, { subject: 'Introduction and two questions', isOwnAccord: true });
}

function setStatus(world: World, lead: Lead, seller: Seller, status: OpenLead['status'], reason?: string): void {
  const { record } = lead;
  if (record.status === status || record.status === 'converted') return;
  world.books.changeLead(record, 'status', world.agenda.now, record.status, status, seller, reason);
  record.status = status;
}
