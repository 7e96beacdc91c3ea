import { equals, type Named, named, type Room, recordRoom, type Stored } from '../records/index.ts';
import { type About, aboutFields, aboutFilters, demandAbout } from './about.ts';

export type NextStepStatus = 'open' | 'kept' | 'broken' | 'dropped';

/** A promise, ours or theirs. */
export interface NextStep extends Stored, About {
  readonly what: string;
  readonly promisedBy: 'us' | 'them';
  readonly userId: string | null;
  readonly dueOn: string | null;
  readonly status: NextStepStatus;
  readonly settledAt: string | null;
  readonly user: Named | null;
  readonly deal: Named | null;
  readonly account: Named | null;
  readonly contact: Named | null;
}

const room: Room = {
  kind: 'nextSteps',
  one: 'next step',
  table: 'app.next_steps',
  fields: {
    ...aboutFields,
    what: { column: 'what', type: 'text' },
    promisedBy: { column: 'promised_by', type: 'text' },
    userId: { column: 'user_id', type: 'uuid' },
    dueOn: { column: 'due_on', type: 'date' },
    status: { column: 'status', type: 'text' },
    settledAt: { column: 'settled_at', type: 'timestamptz' },
  },
  item: {
    user: named('r.user_id', 'u'),
    deal: named('r.deal_id', 'deal'),
    account: named('r.account_id', 'account'),
    contact: named('r.contact_id', 'contact'),
  },
  joins: `
    left join app.users u on u.workspace_id = r.workspace_id and u.id = r.user_id
    left join app.deals deal on deal.workspace_id = r.workspace_id and deal.id = r.deal_id
    left join app.accounts account on account.workspace_id = r.workspace_id and account.id = r.account_id
    left join app.contacts contact on contact.workspace_id = r.workspace_id and contact.id = r.contact_id`,
  filters: { ...aboutFilters, userId: equals('user_id', 'uuid'), status: equals('status', 'text') },
  sorts: {
    dueOn: { expression: `coalesce(r.due_on, 'infinity')`, type: 'date' },
    recordedAt: { expression: 'r.recorded_at', type: 'timestamptz' },
  },
  order: { sort: 'dueOn', descending: false },
  derive: (tx, written, current) => {
    demandAbout(written, current);
    const fields: Record<string, unknown> = {};
    const { status } = written as { status?: NextStepStatus };
    if (status !== undefined && status !== current?.['status']) fields['settledAt'] = status === 'open' ? null : new Date().toISOString();
    if (!current && status === undefined) fields['status'] = 'open';
    if (!current && written['userId'] === undefined) fields['userId'] = tx.actor.userId ?? null;
    return { fields };
  },
};

export const nextSteps = recordRoom<NextStep>(room);
