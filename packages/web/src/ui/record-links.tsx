import { Link } from '@tanstack/react-router';
import { createContext, useContext } from 'react';
import type { RecordQuery, RecordRef } from './gauge-types.ts';

const rooms: Partial<Record<RecordRef['kind'], string>> = { account: '/accounts', contact: '/people', lead: '/leads', deal: '/deals' };
const words: Record<RecordRef['kind'], string> = {
  account: 'the account',
  contact: 'the person',
  lead: 'the lead',
  deal: 'the deal',
  interaction: 'the conversation',
  change: 'the change',
  nextStep: 'the next step',
  need: 'the need',
  note: 'the note',
  user: 'the colleague',
};
const shownAtOnce = 3;

/** The address of a record's own page; undefined for what is shown inside another record's timeline. */
export function recordHref(record: RecordRef): string | undefined {
  const room = rooms[record.kind];
  return room && `${room}/${record.id}`;
}

/** The address of a list view that shows exactly these records. */
function queryHref({ room, filter }: RecordQuery): string | undefined {
  if (room === 'interactions') return undefined;
  return `/${room}?${new URLSearchParams(filter)}`;
}

/**
 * The page on which conversations, changes and promises of the surrounding part stand: they have no page of their own.
 * Not set on that page itself.
 */
export const RecordPlace = createContext<string | undefined>(undefined);

/** The records behind a reason, each one click away; where they are too many, the list that shows them. */
export function RecordLinks({ records, query }: { records: RecordRef[]; query?: RecordQuery | undefined }) {
  const place = useContext(RecordPlace);
  const linked = records.flatMap((record) => {
    const href = recordHref(record) ?? (record.kind === 'user' ? undefined : place);
    return href ? [{ record, href }] : [];
  });
  const listHref = query && queryHref(query);
  if (linked.length === 0 && !listHref) return null;
  const ofKind = (kind: RecordRef['kind']) => linked.filter(({ record }) => record.kind === kind);
  return (
    <span className="text-sm text-quiet">
      {linked.slice(0, shownAtOnce).map(({ record, href }, index) => (
        <Link
          key={record.id}
          to={href}
          className="mr-2 whitespace-nowrap text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent"
        >
          {words[record.kind]}
          {ofKind(record.kind).length > 1 && ` ${index + 1}`}
        </Link>
      ))}
      {linked.length > shownAtOnce && !listHref && <span className="mr-2">and {linked.length - shownAtOnce} more</span>}
      {listHref && (
        <Link to={listHref} className="text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent">
          see them
        </Link>
      )}
    </span>
  );
}
