import { type DayNumber, isoDay, weekday } from '@windshield/core';
import type { Minute } from './agenda.ts';
import { attentionOn, dayMinutes } from './calendar.ts';
import { held } from './chance.ts';
import type { DealEnd } from './truth.ts';
import { climateOn, type Deal, isAway, type Member, type Person, type World } from './world.ts';

/** Where behaviour is habit, people are about this willing to write and answer, whatever they think. */
const habit = 0.47;
const presenceHalfLifeDays = 45;
/** Below this nobody at the customer's would miss the project. */
const lostInterest = 0.1;

/** How willing somebody is to write, answer and come, 0..1: their interest, or habit; fading once they are out of it. */
export function willingness(world: World, deal: Deal, member: Member): number {
  const { now } = world.agenda;
  if (member.person.leavesAt <= now || member.person.isErased) return 0;
  const will = world.causes.behaviourFollowsInterest ? member.interest : habit;
  return deal.fadesFrom === undefined ? will : will * 2 ** (-(now - deal.fadesFrom) / (9 * dayMinutes));
}

export const engagedIn = (deal: Deal): Member[] => deal.members.filter(({ isEngaged }) => isEngaged);

/** Mean interest of those whom the seller knows in this matter. */
export function interestOf(deal: Deal): number {
  const engaged = engagedIn(deal);
  return engaged.length === 0 ? 0 : engaged.reduce((sum, { interest }) => sum + interest, 0) / engaged.length;
}

/** What the buying group thinks of us, each by their weight; who was never spoken with is for leaving things as they are. -1..1 */
export function consensusOf(deal: Deal): number {
  let sum = 0;
  let weight = 0;
  for (const { person, hasSpoken, support } of deal.members) {
    sum += person.clout * (hasSpoken ? support : -0.3);
    weight += person.clout;
  }
  return weight === 0 ? 0 : sum / weight;
}

/** Touches that are still remembered, on a scale that fills up: 0..1 */
export const presenceOf = (deal: Deal): number => 1 - Math.exp(-deal.presence / 9);

/** A working day in a project at the customer's: need drifts, interest is drawn to what the matter is worth to each, homework gets done. */
export function liveBuyingDay(world: World, deal: Deal, day: DayNumber): void {
  const { draws, causes } = world;
  deal.presence *= 2 ** (-7 / 5 / presenceHalfLifeDays);
  if (deal.phase !== 'looking') return;
  const climate = climateOn(world, day);
  deal.pull = held(
    deal.pull + 0.02 * ((deal.isShelved ? 0 : deal.need) * (0.4 + 0.6 * climate) - deal.pull) + 0.022 * draws.normal(),
    0,
    1,
  );
  const engaged = engagedIn(deal);
  let eager = 0;
  let work = 0;
  let weight = 0;
  for (const member of engaged) {
    const { person } = member;
    if (person.leavesAt <= world.agenda.now) member.interest = 0;
    else {
      // In service, liking carries interest up or down; without it the need alone does.
      const worth = causes.service > 0 ? (0.06 + 0.84 * deal.pull) * held(0.55 + 1.15 * member.support, 0.05, 1.5) : deal.pull;
      member.interest = held(member.interest + 0.1 * (worth - member.interest) + 0.013 * draws.normal(), 0, 1);
    }
    eager = Math.max(eager, member.interest);
    work += person.clout * member.interest;
    weight += person.clout;
  }
  if (weekday(day) === 1) deal.interestByWeek.push(weight === 0 ? 0 : Math.round((1000 * work) / weight) / 1000);
  if (!deal.isShelved && draws.happens((0.0006 + 0.0022 * (1 - climate)) * (settles(world, deal) ? 1 : 0))) {
    if (draws.happens(0.4)) endProject(world, deal, 'gone', 'project stopped', true);
    else shelve(world, deal, 'project stopped');
    return;
  }
  if (losesHeart(world, deal, eager, engaged)) return;
  const pace = causes.behaviourFollowsInterest ? (weight === 0 ? 0 : work / weight / 0.5) : 1;
  deal.progress += (pace * (0.5 + 0.5 * climate) * attentionOn(day) * draws.around(1, 0.5)) / (1.13 * deal.cycleDays);
  if (deal.progress >= 1 && !deal.isShelved && settles(world, deal)) decide(world, deal);
}

function settles(world: World, deal: Deal): boolean {
  return world.agenda.now - deal.openedAt >= world.causes.settlesAfterDays * dayMinutes;
}

/** Projects die quietly when for a week nobody cares: no interest, or never heard of again, or no need. */
function losesHeart(world: World, deal: Deal, eager: number, engaged: readonly Member[]): boolean {
  const { causes, draws } = world;
  if (!settles(world, deal)) return false;
  const isWeak = causes.behaviourFollowsInterest ? eager < lostInterest : causes.presence > 0 ? presenceOf(deal) < 0.24 : deal.pull < 0.3;
  deal.weakDays = isWeak ? deal.weakDays + 1 : Math.max(0, deal.weakDays - 2);
  if (deal.weakDays < 6 || deal.fadesFrom !== undefined) return false;
  const hasLeft = engaged.length > 0 && engaged.every(({ person }) => person.leavesAt <= world.agenda.now);
  const cause = hasLeft ? 'the only ally left' : 'interest died';
  if (causes.behaviourFollowsInterest || draws.happens(0.12)) endProject(world, deal, 'gone', cause, !causes.behaviourFollowsInterest);
  else shelve(world, deal, cause);
  return true;
}

/** The offers are compared with each other and with leaving things as they are. */
function decide(world: World, deal: Deal): void {
  const { draws, causes } = world;
  const { weights } = causes;
  const ours =
    weights.need * deal.pull +
    weights.consensus * Math.max(-0.4, consensusOf(deal)) +
    weights.interest * (interestOf(deal) - 0.5) +
    weights.trust * (deal.account.trust - 0.5) +
    weights.presence * (presenceOf(deal) - 0.35) +
    causes.offer -
    weights.price * deal.priceGap +
    (deal.type === 'Renewal' ? 0.45 : 0) +
    0.06 * draws.normal();
  const theirs = deal.rival === undefined ? -1 : deal.rival.appeal + 0.1 * draws.normal();
  const nothing = 0.4 + 0.06 * draws.normal();
  if (ours >= theirs && ours >= nothing) {
    deal.phase = 'signing';
    deal.end = {
      kind: 'won',
      on: isoDay(world.home.dayAt(world.agenda.now)),
      cause: deal.type === 'Renewal' ? 'renewed' : 'best offer',
      isSaid: true,
    };
    world.hearOfEnd(deal);
  } else if (theirs > nothing) {
    const isSaid = draws.happens(0.8);
    endProject(world, deal, 'competitor', isSaid ? 'better rival' : 'better rival, said by nobody', isSaid);
  } else if (draws.happens(0.3)) endProject(world, deal, 'gone', 'stayed with what they have', true);
  else shelve(world, deal, 'stayed with what they have');
}

/** Nobody says no; there is always something more pressing. Answers dry up over some weeks, then the matter is dead. */
function shelve(world: World, deal: Deal, cause: DealEnd['cause']): void {
  const { agenda, draws } = world;
  deal.isShelved = true;
  deal.pull *= 0.4;
  deal.fadesFrom ??= agenda.now;
  agenda.at(agenda.now + draws.whole(22, 42) * dayMinutes, () => endProject(world, deal, 'gone', cause, false));
}

export function endProject(world: World, deal: Deal, kind: DealEnd['kind'], cause: DealEnd['cause'], isSaid: boolean): void {
  if (deal.phase === 'over') return;
  deal.phase = 'over';
  deal.fadesFrom ??= world.agenda.now;
  deal.end = { kind, on: isoDay(world.home.dayAt(world.agenda.now)), cause, isSaid };
  world.hearOfEnd(deal);
}

/**
 * A good or bad experience moves what somebody thinks of us towards how good it was (-1..1), by its weight: more of the same soon adds
 * nothing. Bad is stronger than good (Baumeister 2001). Nothing happens where service does not count.
 */
export function experience(world: World, deal: Deal, member: Member, lived: { quality: number; weight: number; trust?: number }): void {
  const { service } = world.causes;
  if (service === 0) return;
  const weight = lived.weight * (lived.quality < member.support ? 1.3 : 1);
  member.support = held(member.support + weight * (held(lived.quality, -1, 1) - member.support), -1, 1);
  member.interest = held(member.interest + 0.12 * weight * lived.quality, 0, 1);
  deal.account.trust = held(deal.account.trust + (lived.trust ?? 0), 0, 1);
}

/** How good something is that fits the customer by `relevance` (0..1). */
export const goodness = (relevance: number): number => 2.6 * (relevance - 0.45);

/** Unasked-for touches beyond what somebody wants to hear drive them away (Godfrey, Seiders & Voss 2011). */
export function pester(world: World, member: Member): void {
  member.interest = held(member.interest - 0.02 * world.causes.service, 0, 1);
  member.support = held(member.support - 0.02 * world.causes.service, -1, 1);
}

/** A touch by the seller, of whatever quality: it is remembered where presence counts (Nerlove & Arrow 1962: goodwill is a stock). */
export function remember(world: World, deal: Deal, weight: number): void {
  deal.presence += world.causes.presence * weight;
}

/** The person is there to act today. */
export function isThere(world: World, member: Member, day: DayNumber): boolean {
  const { person } = member;
  return person.leavesAt > world.agenda.now && !person.isErased && !isAway(person, day) && person.account.calendar.isWorkingDay(day);
}

/** When they would get to a message that comes now, at their pace and in their mood (`will`, 0..1). */
export function answerMinute(world: World, person: Person, will: number): Minute {
  const { draws, agenda } = world;
  const slowness = 1 + 3 * (1 - will) ** 2;
  const minutes = (draws.around(person.paceMinutes, 0.9) * slowness) / attentionOn(Math.floor(agenda.now / dayMinutes));
  return person.account.calendar.after(agenda.now, minutes, (day) => isAway(person, day));
}
