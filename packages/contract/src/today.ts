import { createRoute } from '@hono/zod-openapi';
import { todayItemKinds } from '@windshield/core';
import { z } from 'zod';
import { Gauge, Reason, RecordRef } from './gauge.ts';
import { readProblems, writeProblems } from './problem.ts';
import { body, IdParam, ok } from './record-routes.ts';
import { Currency, Day, Id, Instant, Money, Text } from './values.ts';

const Who = z.object({ kind: z.enum(['contact', 'account', 'deal', 'user', 'lead']), id: z.string(), name: z.string() });

export const TodayItemKind = z.enum(todayItemKinds);

export const TodayItem = z
  .object({
    key: z.string().meta({ description: 'Stable over days: kind and subject' }),
    kind: TodayItemKind,
    title: z.string(),
    who: z.array(Who),
    why: z.array(Reason),
    gauge: Gauge.optional(),
    closing: Gauge.optional(),
    money: Money.optional(),
    whatWouldChangeThis: z.array(z.string()).optional(),
    whoCanSee: z.array(Who).optional(),
    suggestion: z.string(),
    minutes: z.number(),
    actions: z.array(z.enum(['open', 'answer', 'spoke', 'done', 'later', 'dismiss', 'closeKindly', 'setNextStep', 'moveDate', 'mend'])),
    dismissReasons: z.array(z.object({ key: z.string(), text: z.string() })),
    records: z.array(RecordRef),
    fingerprint: z.string().meta({ description: 'The facts behind the advice; send it back with the decision' }),
    dueDay: Day.optional(),
  })
  .meta({ id: 'TodayItem' });
export type TodayItem = z.infer<typeof TodayItem>;

export const AtRisk = z
  .object({
    key: z.enum(['pastDate', 'olderThanAnyWon', 'withoutNextStep']),
    sentence: z.string(),
    money: z.array(Money),
    deals: z.int(),
    share: z.number().nullable().meta({ description: 'Of the open amount' }),
    talkTo: z.array(
      z.object({
        user: z.object({ id: z.string(), name: z.string() }).nullable(),
        money: z.array(Money),
        deals: z.array(z.object({ id: z.string(), name: z.string(), why: z.string(), money: Money.optional() })),
      }),
    ),
  })
  .meta({ id: 'AtRisk', description: 'A part of the forecast that rests on something weak, with names to talk to, not to blame' });

export const Today = z
  .object({
    asOf: Day,
    exportDay: Day.nullable().meta({ description: 'Ages are counted from here when the newest data is an export' }),
    exportDayReason: z.string().nullable(),
    greeting: z.object({ name: z.string(), partOfDay: z.enum(['morning', 'afternoon', 'evening']), today: Day }),
    scope: z.enum(['own', 'team']),
    freeMinutes: z.number().meta({ description: 'Working time that is left today and not taken by meetings' }),
    listFor: z.enum(['today', 'nextWorkingDay']).meta({ description: 'Where today is over or free, the list is for the next working day' }),
    plannedMinutes: z.number(),
    items: z.array(TodayItem).max(7),
    digest: z.string().nullable(),
    behind: z.array(z.object({ kind: TodayItemKind, count: z.int() })),
    learned: z.array(Reason),
    team: z.object({ atRisk: z.array(AtRisk), open: z.array(Money), deals: z.int() }).nullable(),
  })
  .meta({ id: 'Today' });
export type Today = z.infer<typeof Today>;

export const getToday = createRoute({
  method: 'get',
  path: '/api/v1/today',
  operationId: 'getToday',
  tags: ['today'],
  request: { query: z.object({ scope: z.enum(['own', 'team']).optional() }) },
  responses: { 200: ok(Today, 'At most seven things, and why'), ...readProblems },
});

export const Road = z
  .object({
    period: z.string(),
    from: Day,
    to: Day,
    asOf: Day,
    currency: Currency,
    wonMinor: z.number(),
    targetMinor: z.number().nullable(),
    /** Cumulative won money at the end of each day. */
    won: z.array(z.object({ day: Day, amountMinor: z.number() })),
    ahead: z.array(z.object({ day: Day, q10: z.number(), q50: z.number(), q90: z.number() })),
    chanceOfTarget: Gauge.nullable(),
    end: Gauge.meta({ description: 'Won money at the end of the period' }),
    leftOut: z.array(z.string()).meta({ description: 'What is not counted, in words: deals without amount, currencies without rate' }),
    sentence: z.string(),
  })
  .meta({ id: 'Road' });
export type Road = z.infer<typeof Road>;

export const getRoad = createRoute({
  method: 'get',
  path: '/api/v1/road',
  operationId: 'getRoad',
  tags: ['today'],
  request: {
    query: z.object({
      scope: z.enum(['own', 'team', 'workspace']).optional(),
      period: z.enum(['month', 'quarter', 'year']).default('quarter'),
    }),
  },
  responses: { 200: ok(Road, 'Won so far, what is honestly likely, target if there is one'), ...readProblems },
});

export const NewDecision = z
  .object({
    itemKey: z.string().min(3).max(200),
    itemKind: TodayItemKind,
    choice: z.enum(['acted', 'done', 'later', 'dismissed']),
    reasonKey: z.string().max(60).optional(),
    reason: Text(1000).optional(),
    until: Day.optional().meta({ description: 'With later: when it comes back' }),
    fingerprint: z.string().max(200),
  })
  .meta({ id: 'NewDecision' });

export const Decision = NewDecision.extend({ id: Id, occurredAt: Instant }).meta({ id: 'Decision' });

export const decide = createRoute({
  method: 'post',
  path: '/api/v1/decisions',
  operationId: 'decide',
  tags: ['today'],
  request: { body: body(NewDecision) },
  responses: { 201: ok(Decision, 'Remembered'), ...writeProblems },
});

export const undoDecision = createRoute({
  method: 'post',
  path: '/api/v1/decisions/{id}/undo',
  operationId: 'undoDecision',
  tags: ['today'],
  request: { params: IdParam },
  responses: { 204: { description: 'Taken back' }, ...writeProblems },
});
