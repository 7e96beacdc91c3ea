import { Link } from '@tanstack/react-router';
import type { Import } from '@windshield/contract';
import { minorUnitDigits } from '@windshield/core';
import { useMe } from '../app/session.ts';
import { fieldInWords, valueInWords } from '../interactions/index.ts';
import { linkLook } from '../records/link-look.ts';
import { useKnownNames } from '../records/users-query.ts';
import { formatNumber } from '../ui/locale.ts';

type Conflict = Import['conflicts'][number];
const rooms: Record<string, '/deals/$id' | '/people/$id' | '/accounts/$id' | '/leads/$id'> = {
  deals: '/deals/$id',
  contacts: '/people/$id',
  accounts: '/accounts/$id',
  leads: '/leads/$id',
};

/** After undo: what somebody changed since, and therefore stays. */
export function ImportConflicts({ import: one }: { import: Import }) {
  const { currency } = useMe().workspace;
  const nameOf = useKnownNames();
  if (one.conflicts.length === 0) return null;
  const inWords = (field: string, value: unknown): string => {
    // The currency of the record is not told here, so an amount stands without one.
    if (field.endsWith('Minor') && typeof value === 'number') return formatNumber(value / 10 ** minorUnitDigits(currency), 2);
    return valueInWords(field, value, { nameOf, currency }) ?? (value === null || value === '' ? 'nothing' : 'something else');
  };
  const sentence = ({ field, importWrote, nowIs }: Conflict): string =>
    !field || field === 'deletedAt'
      ? 'It would have gone, but something that stays belongs to it, so it stays too.'
      : `${fieldInWords(field)}: the import wrote ${inWords(field, importWrote)}; it is now ${inWords(field, nowIs)}, and stays so.`;
  return (
    <section aria-label="What stays">
      <h2 className="text-md font-semibold">What stays, because somebody worked on it since</h2>
      <ul className="mt-2 grid gap-2 text-md">
        {one.conflicts.map((conflict) => {
          const name = conflict.name ?? 'A record without a name';
          const room = rooms[conflict.recordKind];
          return (
            <li key={`${conflict.recordId} ${conflict.field}`} className="border-l-2 border-line pl-3">
              {room ? (
                <Link to={room} params={{ id: conflict.recordId }} className={linkLook}>
                  {name}
                </Link>
              ) : (
                <span className="font-medium">{name}</span>
              )}
              <span className="text-quiet"> · {sentence(conflict)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
