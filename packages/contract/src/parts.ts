import { z } from 'zod';
import { Flag } from './page.ts';
import { patchOf, recordRoutes } from './record-routes.ts';
import { AboutIds, AmountMinor, Currency, Day, Id, Instant, Named, Stored, Text } from './values.ts';

/** What hangs on a record: next steps, needs, notes, outcomes, costs; and targets. */
const aboutFilters = {
  accountId: Id.optional(),
  contactId: Id.optional(),
  dealId: Id.optional(),
  leadId: Id.optional(),
  deleted: Flag.optional(),
};

const nextStep = AboutIds.extend({
  what: Text(1000),
  promisedBy: z.enum(['us', 'them']),
  userId: Id.nullable(),
  dueOn: Day.nullable(),
  status: z.enum(['open', 'kept', 'broken', 'dropped']),
});
export const NextStep = Stored.extend(nextStep.shape)
  .extend({
    settledAt: Instant.nullable(),
    user: Named.nullable(),
    deal: Named.nullable(),
    account: Named.nullable(),
    contact: Named.nullable(),
  })
  .meta({ id: 'NextStep' });
export type NextStep = z.infer<typeof NextStep>;
export const nextStepRoutes = recordRoutes({
  path: 'next-steps',
  one: 'NextStep',
  Item: NextStep,
  Full: NextStep,
  New: nextStep
    .partial()
    .extend({ what: Text(1000), promisedBy: z.enum(['us', 'them']).default('us') })
    .meta({ id: 'NewNextStep' }),
  Patch: patchOf(nextStep).meta({ id: 'NextStepPatch' }),
  filters: { ...aboutFilters, userId: Id.optional(), status: z.enum(['open', 'kept', 'broken', 'dropped']).optional() },
});

const need = AboutIds.extend({ words: Text(5000), language: Text(35).nullable(), occurredAt: Instant.nullable() });
export const Need = Stored.extend(need.shape).extend({ author: Named.nullable() }).meta({ id: 'Need' });
export type Need = z.infer<typeof Need>;
export const needRoutes = recordRoutes({
  path: 'needs',
  one: 'Need',
  Item: Need,
  Full: Need,
  New: need
    .partial()
    .extend({ words: Text(5000) })
    .meta({ id: 'NewNeed' }),
  Patch: patchOf(need.omit({ occurredAt: true })).meta({ id: 'NeedPatch' }),
  filters: aboutFilters,
});

const note = AboutIds.extend({ body: Text(50_000), occurredAt: Instant.nullable() });
export const Note = Stored.extend(note.shape).extend({ author: Named.nullable() }).meta({ id: 'Note' });
export type Note = z.infer<typeof Note>;
export const noteRoutes = recordRoutes({
  path: 'notes',
  one: 'Note',
  Item: Note,
  Full: Note,
  New: note
    .partial()
    .extend({ body: Text(50_000) })
    .meta({ id: 'NewNote' }),
  Patch: patchOf(note.omit({ occurredAt: true })).meta({ id: 'NotePatch' }),
  filters: aboutFilters,
});

const outcome = AboutIds.extend({
  promised: Text(5000),
  delivered: Text(5000).nullable(),
  promisedOn: Day.nullable(),
  deliveredOn: Day.nullable(),
});
export const Outcome = Stored.extend(outcome.shape).meta({ id: 'Outcome' });
export const outcomeRoutes = recordRoutes({
  path: 'outcomes',
  one: 'Outcome',
  Item: Outcome,
  Full: Outcome,
  New: outcome
    .partial()
    .extend({ promised: Text(5000) })
    .meta({ id: 'NewOutcome' }),
  Patch: patchOf(outcome).meta({ id: 'OutcomePatch' }),
  filters: aboutFilters,
});

const cost = AboutIds.extend({
  type: z.enum(['campaign', 'dayRate', 'travel', 'other']),
  amountMinor: AmountMinor,
  currency: Currency,
  incurredOn: Day,
  leadSource: Text(200).nullable(),
  campaign: Text(200).nullable(),
  userId: Id.nullable(),
  description: Text(2000).nullable(),
});
export const Cost = Stored.extend(cost.shape).meta({ id: 'Cost' });
export const costRoutes = recordRoutes({
  path: 'costs',
  one: 'Cost',
  Item: Cost,
  Full: Cost,
  New: cost
    .partial()
    .extend({ type: cost.shape.type, amountMinor: AmountMinor, currency: Currency, incurredOn: Day })
    .meta({ id: 'NewCost' }),
  Patch: patchOf(cost).meta({ id: 'CostPatch' }),
  filters: aboutFilters,
});

const target = z.object({
  period: z.string().regex(/^\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?$/, 'takes a year, quarter or month: 2026, 2026-Q4 or 2026-11'),
  amountMinor: AmountMinor.nonnegative(),
  currency: Currency,
  userId: Id.nullable(),
  teamId: Id.nullable(),
});
export const Target = Stored.extend(target.shape).meta({ id: 'Target' });
export const targetRoutes = recordRoutes({
  path: 'targets',
  one: 'Target',
  Item: Target,
  Full: Target,
  New: target
    .partial()
    .extend({ period: target.shape.period, amountMinor: target.shape.amountMinor, currency: Currency })
    .meta({ id: 'NewTarget' }),
  Patch: patchOf(target).meta({ id: 'TargetPatch' }),
  filters: { period: z.string().max(7).optional(), deleted: Flag.optional() },
});
