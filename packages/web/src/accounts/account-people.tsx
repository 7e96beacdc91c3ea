import { Link } from '@tanstack/react-router';
import type { AccountFull } from '@windshield/contract';
import { useAsOf } from '../records/as-of.ts';
import { linkLook } from '../records/link-look.ts';
import { ask } from '../records/questions.ts';
import { quietWords } from '../records/quiet-words.ts';
import { Section } from '../records/section.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

/** Who works there, with when each was last heard. */
export function AccountPeople({ account }: { account: AccountFull }) {
  const asOf = useAsOf();
  return (
    <Section
      title="People"
      count={account.people.length}
      actions={
        <Button
          look="bare"
          size="small"
          onClick={() => ask({ kind: 'create', record: 'contact', account: { id: account.id, name: account.name } })}
        >
          <Icon name="plus" />
          New
        </Button>
      }
    >
      {account.people.length === 0 && <p className="text-md text-quiet">Nobody is known here yet.</p>}
      <ul className="grid grid-cols-1 gap-1">
        {account.people.map((person) => (
          <li key={person.id} className="flex flex-wrap items-baseline justify-between gap-x-3 text-md">
            <span className="min-w-0 truncate">
              <Link to="/people/$id" params={{ id: person.id }} className={linkLook}>
                {person.name}
              </Link>
              {person.title && <span className="text-quiet"> · {person.title}</span>}
            </span>
            <span className="shrink-0 text-quiet">{quietWords(person.lastInteractionAt, asOf) ?? 'no contact on record'}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
