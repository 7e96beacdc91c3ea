import { Link } from '@tanstack/react-router';
import type { DealFull } from '@windshield/contract';
import { useState } from 'react';
import { answer, api } from '../api.ts';
import { changeAtOnce } from '../app/optimistic.ts';
import { useAsOf } from '../records/as-of.ts';
import { quietWords } from '../records/quiet-words.ts';
import { RecordPicker } from '../records/record-picker.tsx';
import { Section } from '../records/section.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { InlineEdit } from '../ui/inline-edit.tsx';
import { say } from '../ui/toasts.ts';

type Member = DealFull['contacts'][number];

/** Who buys: the people of the deal with the part each plays. */
export function BuyingGroup({ deal }: { deal: DealFull }) {
  const asOf = useAsOf();
  const [adding, setAdding] = useState(false);
  const put = (contacts: Member[]) =>
    answer(
      api.deals.deals[':id'].contacts.$put({
        param: { id: deal.id },
        json: { contacts: contacts.map(({ id, role, isPrimary }) => ({ contactId: id, role, isPrimary })) },
      }),
    );
  const change = (contacts: Member[], done: string) =>
    void changeAtOnce<DealFull, DealFull>({
      queryKey: ['deals', 'one', deal.id],
      apply: (before) => ({ ...before, contacts }),
      save: () => put(contacts),
      takeBack: () => put(deal.contacts),
      done,
      alsoStale: [['timeline', 'deals', deal.id], ['today']],
    });

  return (
    <Section
      title="Buying group"
      count={deal.contacts.length}
      name="people"
      actions={
        <Button look="bare" size="small" aria-expanded={adding} onClick={() => setAdding(!adding)}>
          <Icon name="plus" />
          Add
        </Button>
      }
    >
      {adding && (
        <div className="mb-3">
          <RecordPicker
            startsFocused
            kind="contact"
            label="Person to add"
            placeholder="Name of the person"
            onPick={(person) => {
              setAdding(false);
              if (deal.contacts.some((one) => one.id === person.id)) return void say(`${person.name} is in the buying group already.`);
              const member: Member = {
                ...person,
                title: null,
                role: null,
                isPrimary: deal.contacts.length === 0,
                email: null,
                lastInteractionAt: null,
              };
              change([...deal.contacts, member], `${person.name} is in the buying group.`);
            }}
          />
        </div>
      )}
      {deal.contacts.length === 0 && !adding && (
        <p className="text-md text-quiet">Nobody is named yet. Who asked for this, who will use it, who signs?</p>
      )}
      <ul className="grid gap-2">
        {deal.contacts.map((member) => (
          <li key={member.id} className="flex items-start justify-between gap-2 text-md">
            <div className="min-w-0">
              <Link to="/people/$id" params={{ id: member.id }} className="font-medium text-accent hover:underline">
                {member.name}
              </Link>
              {member.title && <span className="text-quiet"> · {member.title}</span>}
              <div className="flex flex-wrap items-baseline gap-x-2 text-sm text-quiet">
                <InlineEdit
                  kind="text"
                  label={`Role of ${member.name}`}
                  value={member.role}
                  unknown="role?"
                  onSave={(role) =>
                    change(
                      deal.contacts.map((one) => (one.id === member.id ? { ...one, role } : one)),
                      `Role of ${member.name} saved.`,
                    )
                  }
                />
                <span>{quietWords(member.lastInteractionAt, asOf) ?? 'no contact on record'}</span>
              </div>
            </div>
            <Button
              look="bare"
              size="small"
              aria-label={`Take ${member.name} out of the buying group`}
              onClick={() =>
                change(
                  deal.contacts.filter((one) => one.id !== member.id),
                  `${member.name} is no longer in the buying group.`,
                )
              }
            >
              <Icon name="close" size={14} />
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
