import type { Minute } from './agenda.ts';
import { held } from './chance.ts';
import type { Deal, Member, World } from './world.ts';

/** How well one thing that the seller says fits this customer, 0..1: mostly their care (Verbeke 2011), partly the day. */
export function relevanceOf(world: World, deal: Deal): number {
  return held(deal.seller.care + 0.18 * world.draws.normal(), 0, 1);
}

/** The buyer's side was heard: nothing is unanswered. */
export function heard(deal: Deal, member: Member, at: Minute): void {
  member.hasSpoken = true;
  deal.lastInboundAt = at;
  deal.unansweredTouches = 0;
}

/** Somebody of the buying group gets to know the seller. */
export function engage(world: World, member: Member): void {
  member.isEngaged = true;
  makeKnown(member.person, world.agenda.now);
}

export function makeKnown(person: Member['person'], at: Minute): void {
  if (person.isKnown) return;
  person.isKnown = true;
  person.knownSince = at;
}
