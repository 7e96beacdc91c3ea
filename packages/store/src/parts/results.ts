import { recordRoom, type Stored } from '../records/index.ts';
import { type About, aboutFields, aboutFilters, demandAbout } from './about.ts';

/** What a customer was promised, and what they got. */
export interface Outcome extends Stored, About {
  readonly promised: string;
  readonly delivered: string | null;
  readonly promisedOn: string | null;
  readonly deliveredOn: string | null;
}

/** Money spent on selling, with its day. */
export interface Cost extends Stored, About {
  readonly type: 'campaign' | 'dayRate' | 'travel' | 'other';
  readonly amountMinor: number;
  readonly currency: string;
  readonly incurredOn: string;
  readonly leadSource: string | null;
  readonly campaign: string | null;
  readonly userId: string | null;
  readonly description: string | null;
}

/** What a period is meant to bring: of a person, a team or, with neither, the whole workspace. */
export interface Target extends Stored {
  /** `2026-Q4`, `2026-11` or `2026`. */
  readonly period: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly userId: string | null;
  readonly teamId: string | null;
}

const nothing = { item: {}, joins: '' };
const recordedAt = { expression: 'r.recorded_at', type: 'timestamptz' } as const;

export const outcomes = recordRoom<Outcome>({
  ...nothing,
  kind: 'outcomes',
  one: 'outcome',
  table: 'app.outcomes',
  fields: {
    ...aboutFields,
    promised: { column: 'promised', type: 'text' },
    delivered: { column: 'delivered', type: 'text' },
    promisedOn: { column: 'promised_on', type: 'date' },
    deliveredOn: { column: 'delivered_on', type: 'date' },
  },
  filters: aboutFilters,
  sorts: { recordedAt },
  order: { sort: 'recordedAt', descending: true },
  derive: (_, written, current) => {
    demandAbout(written, current);
    return {};
  },
});

export const costs = recordRoom<Cost>({
  ...nothing,
  kind: 'costs',
  one: 'cost',
  table: 'app.costs',
  fields: {
    ...aboutFields,
    type: { column: 'type', type: 'text' },
    amountMinor: { column: 'amount_minor', type: 'bigint' },
    currency: { column: 'currency', type: 'char(3)' },
    incurredOn: { column: 'incurred_on', type: 'date' },
    leadSource: { column: 'lead_source', type: 'text' },
    campaign: { column: 'campaign', type: 'text' },
    userId: { column: 'user_id', type: 'uuid' },
    description: { column: 'description', type: 'text' },
  },
  filters: aboutFilters,
  sorts: { incurredOn: { expression: 'r.incurred_on', type: 'date' }, recordedAt },
  order: { sort: 'incurredOn', descending: true },
});

export const targets = recordRoom<Target>({
  ...nothing,
  kind: 'targets',
  one: 'target',
  table: 'app.targets',
  fields: {
    period: { column: 'period', type: 'text' },
    amountMinor: { column: 'amount_minor', type: 'bigint' },
    currency: { column: 'currency', type: 'char(3)' },
    userId: { column: 'user_id', type: 'uuid' },
    teamId: { column: 'team_id', type: 'uuid' },
  },
  filters: { period: (statement, value: unknown) => `r.period = ${statement.bind(value, 'text')}` },
  sorts: { period: { expression: 'r.period', type: 'text' } },
  order: { sort: 'period', descending: true },
});
