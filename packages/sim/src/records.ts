import {
  type ChangeRecord,
  type DealRecord,
  isoDay,
  type NeedRecord,
  type NextStepRecord,
  type NoteRecord,
  type OutcomeRecord,
} from '@windshield/core';
import { instantOf, workingDay } from './calendar.ts';
import type { Draws } from './chance.ts';
import { homeCurrency } from './company.ts';
import { type Story, stages } from './story.ts';
import {
  competitors,
  leadSources,
  lossReasons,
  needWords,
  noteBodies,
  outcomesPromised,
  pushReasons,
  stepsOurs,
  stepsTheirs,
} from './words.ts';

/** What became of a deal as far as the as-of day shows it. */
export function statusOn(story: Story, asOfDay: number): 'open' | 'won' | 'lost' {
  if (story.closedDay === undefined || story.closedDay >= asOfDay) return 'open';
  return story.fate === 'won' ? 'won' : 'lost';
}

/** The customer is still speaking with us on that day. */
export function isLive(story: Story, asOfDay: number): boolean {
  return statusOn(story, asOfDay) === 'open' && story.endDay >= asOfDay;
}

export function dealRecord(draws: Draws, story: Story, asOfDay: number): DealRecord {
  const status = statusOn(story, asOfDay);
  const reached = story.stageDays.filter((day) => day <= asOfDay).length;
  const date = story.dates.findLast(({ setOn }) => setOn <= asOfDay) ?? story.dates[0];
  const hasNeed = draws.happens(0.6);
  const [source, lossReason, competitor, need] = [
    draws.pick(leadSources),
    draws.pick(lossReasons),
    draws.pick(competitors),
    draws.pick(needWords),
  ];
  const short = story.account.record.name.split(' ')[0];
  return {
    kind: 'deals',
    key: `id:${story.id}`,
    externalId: story.id,
    name: `${short}: ${story.product.name}`,
    account: { key: story.account.record.key },
    owner: { key: story.account.ownerKey },
    pipelineName: 'New business',
    stageName: status === 'won' ? 'Won' : status === 'lost' ? 'Lost' : (stages[Math.max(0, reached - 1)] as string),
    status,
    amount: { amountMinor: story.amountMinor, currency: homeCurrency },
    openedAt: instantOf(story.openedDay, 9 * 60),
    createdAt: instantOf(story.openedDay, 9 * 60),
    ...(date === undefined ? {} : { expectedCloseOn: isoDay(date.to) }),
    ...(status === 'open' || story.closedDay === undefined ? {} : { closedAt: instantOf(story.closedDay, 15 * 60) }),
    ...(status === 'lost'
      ? { lossReason: story.fate === 'faded' ? 'No decision' : lossReason, ...(story.fate === 'lost' ? { competitor } : {}) }
      : {}),
    leadSource: source,
    ...(hasNeed ? { need } : {}),
    contacts: story.people.map((person, i) => ({
      contact: { key: person.key },
      ...(i === 0 ? { role: 'Champion', isPrimary: true } : i === 1 ? { role: 'Decision maker' } : {}),
    })),
    lines: [{ product: { key: story.product.key }, quantity: 1, amountMinor: story.amountMinor }],
  };
}

/** Stage moves and moved close dates, each with its day; about half of the pushes say why. */
export function changesOf(draws: Draws, story: Story, asOfDay: number): ChangeRecord[] {
  const changes: ChangeRecord[] = [];
  const until = Math.min(asOfDay, story.closedDay ?? asOfDay);
  const write = (field: string, day: number, from: string, to: string, reason?: string) => {
    if (day >= until) return;
    const id = `${story.id}-change-${changes.length + 1}`;
    changes.push({
      kind: 'changes',
      key: `id:${id}`,
      externalId: id,
      recordKind: 'deals',
      record: { key: `id:${story.id}` },
      field,
      from,
      to,
      occurredAt: instantOf(day, 16 * 60),
      user: { key: story.account.ownerKey },
      ...(reason === undefined ? {} : { reason }),
    });
  };
  for (const [i, day] of story.stageDays.entries()) if (i > 0) write('stageName', day, stages[i - 1] as string, stages[i] as string);
  for (const [i, { setOn, to }] of story.dates.entries()) {
    const before = story.dates[i - 1];
    if (before) write('expectedCloseOn', setOn, isoDay(before.to), isoDay(to), draws.happens(0.5) ? draws.pick(pushReasons) : undefined);
  }
  return changes;
}

/** Promises of both sides: settled ones along the way, and for most live deals one that is open around the as-of day. */
export function nextStepsOf(draws: Draws, story: Story, asOfDay: number): NextStepRecord[] {
  const steps: NextStepRecord[] = [];
  const write = (
    dueDay: number,
    status: NextStepRecord['status'],
    settledDay?: number,
    promisedBy: 'us' | 'them' = draws.happens(0.65) ? 'us' : 'them',
  ) => {
    const id = `${story.id}-step-${steps.length + 1}`;
    const person = story.people[0];
    steps.push({
      kind: 'nextSteps',
      key: `id:${id}`,
      externalId: id,
      what: draws.pick(promisedBy === 'us' ? stepsOurs : stepsTheirs),
      promisedBy,
      user: { key: story.account.ownerKey },
      deal: { key: `id:${story.id}` },
      account: { key: story.account.record.key },
      ...(person === undefined ? {} : { contact: { key: person.key } }),
      dueOn: isoDay(dueDay),
      status,
      ...(settledDay === undefined ? {} : { settledAt: instantOf(settledDay, 15 * 60) }),
      createdAt: instantOf(Math.min(dueDay, asOfDay) - 6, 11 * 60),
    });
  };
  for (const day of story.stageDays.slice(1)) {
    if (day >= asOfDay - 3 || !draws.happens(0.7)) continue;
    const dueDay = workingDay(day + draws.whole(1, 5));
    const isKept = draws.happens(0.82);
    if (dueDay < asOfDay) write(dueDay, isKept ? 'kept' : 'broken', isKept ? dueDay : workingDay(dueDay + 2));
  }
  if (isLive(story, asOfDay) && draws.happens(0.75)) write(asOfDay + draws.pick([-2, -1, 0, 0, 1, 3, 5, 8]), 'open');
  return steps;
}

export function needOf(story: Story, dealKey: string, words: string | undefined): NeedRecord[] {
  if (words === undefined) return [];
  const id = `${story.id}-need`;
  const occurredAt = instantOf(story.openedDay + 1, 10 * 60);
  return [
    {
      kind: 'needs',
      key: `id:${id}`,
      externalId: id,
      words,
      language: 'en',
      occurredAt,
      deal: { key: dealKey },
      account: { key: story.account.record.key },
    },
  ];
}

export function noteOf(draws: Draws, story: Story, asOfDay: number): NoteRecord[] {
  if (!draws.happens(0.25)) return [];
  const id = `${story.id}-note`;
  const day = Math.min(asOfDay - 1, story.openedDay + draws.whole(2, 20));
  return [
    {
      kind: 'notes',
      key: `id:${id}`,
      externalId: id,
      body: draws.pick(noteBodies),
      author: { key: story.account.ownerKey },
      occurredAt: instantOf(day, 14 * 60),
      deal: { key: `id:${story.id}` },
    },
  ];
}

/** What was promised with a won deal, and for the older ones what the customer got. */
export function outcomeOf(draws: Draws, story: Story, asOfDay: number): OutcomeRecord[] {
  if (statusOn(story, asOfDay) !== 'won' || story.closedDay === undefined || !draws.happens(0.5)) return [];
  const { promised, delivered } = draws.pick(outcomesPromised);
  const deliveredDay = story.closedDay + draws.whole(60, 150);
  const id = `${story.id}-outcome`;
  return [
    {
      kind: 'outcomes',
      key: `id:${id}`,
      externalId: id,
      promised,
      promisedOn: isoDay(story.closedDay),
      ...(deliveredDay < asOfDay && draws.happens(0.7) ? { delivered, deliveredOn: isoDay(deliveredDay) } : {}),
      deal: { key: `id:${story.id}` },
      account: { key: story.account.record.key },
    },
  ];
}
