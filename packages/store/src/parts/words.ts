import { type Named, named, type Room, recordRoom, type Stored } from '../records/index.ts';
import { type About, aboutFields, aboutFilters, demandAbout } from './about.ts';

/** The customer's problem in the customer's own words. */
export interface Need extends Stored, About {
  readonly words: string;
  readonly language: string | null;
  readonly occurredAt: string | null;
  readonly author: Named | null;
}

export interface Note extends Stored, About {
  readonly body: string;
  readonly occurredAt: string | null;
  readonly author: Named | null;
}

/** Both are somebody's words about something: whoever writes them down is their author. */
const words: Omit<Room, 'kind' | 'one' | 'table' | 'fields'> = {
  item: { author: named('r.author_id', 'author') },
  joins: `left join app.users author on author.workspace_id = r.workspace_id and author.id = r.author_id`,
  filters: aboutFilters,
  sorts: { recordedAt: { expression: 'r.recorded_at', type: 'timestamptz' } },
  order: { sort: 'recordedAt', descending: true },
  derive: (tx, written, current) => {
    demandAbout(written, current);
    if (current) return {};
    return {
      fields: { occurredAt: written['occurredAt'] ?? new Date().toISOString() },
      columns: { author_id: { value: tx.actor.userId ?? null, type: 'uuid' } },
    };
  },
};

export const needs = recordRoom<Need>({
  ...words,
  kind: 'needs',
  one: 'need',
  table: 'app.needs',
  fields: {
    ...aboutFields,
    words: { column: 'words', type: 'text' },
    language: { column: 'language', type: 'text' },
    occurredAt: { column: 'occurred_at', type: 'timestamptz' },
  },
});

export const notes = recordRoom<Note>({
  ...words,
  kind: 'notes',
  one: 'note',
  table: 'app.notes',
  fields: { ...aboutFields, body: { column: 'body', type: 'text' }, occurredAt: { column: 'occurred_at', type: 'timestamptz' } },
});
