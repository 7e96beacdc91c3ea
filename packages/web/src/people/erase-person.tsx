import type { PersonData } from '@windshield/contract';
import { useState } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { say } from '../ui/toasts.ts';
import { FormProblem, useSubmission } from '../workspace/index.ts';
import { erasePerson, type KnownPerson } from './person-data-query.ts';

interface ErasePersonProps {
  person: KnownPerson;
  parts: PersonData['parts'];
  onErased: () => void;
}

/** Says what goes and what stays, and asks for a reason and the name: there is no way back. */
export function ErasePerson({ person, parts, onErased }: ErasePersonProps) {
  const [typed, setTyped] = useState('');
  const isSure = typed.trim().toLocaleLowerCase() === person.name.trim().toLocaleLowerCase();
  const form = useSubmission(['reason'], async ({ reason = '' }) => {
    await erasePerson(person, reason);
    onErased();
    say('Erased. The same export does not bring them back.');
    queryClient.invalidateQueries().catch((error: unknown) => say(messageOf(error), { problem: true }));
  });
  const others = namesOf(parts).filter((name) => name !== person.name);
  return (
    <section aria-labelledby="erase-person" className="grid gap-3 border-t border-line pt-5">
      <h3 id="erase-person" className="text-md font-semibold">
        Erase this person
      </h3>
      <dl className="grid gap-2 text-md">
        <div>
          <dt className="font-medium">Goes</dt>
          <dd className="text-quiet">
            Name, addresses and titles, also in their history; subjects and texts of what they took part in; needs, notes, next steps and
            outcomes about them; what imports said of them; and their name and addresses wherever others are written about.
            {others.length > 0 && ` The same person, and erased as well: ${others.join(', ')}.`}
          </dd>
        </div>
        <div>
          <dt className="font-medium">Stays</dt>
          <dd className="text-quiet">
            That something happened, when, with which account and deal; and that somebody was erased, by whom and why. Backups, exports and
            the systems the data came from are not reached: erase there, too.
          </dd>
        </div>
      </dl>
      <form onSubmit={form.onSubmit} className="grid gap-4" aria-label="Erase this person">
        <Field label="Reason" help="Kept, so do not name them in it." problem={form.problemOf('reason')}>
          {(control) => <Input {...control} name="reason" required maxLength={500} placeholder="asked by letter of 3 May" />}
        </Field>
        <Field label={`Type “${person.name}” to confirm`}>
          {(control) => <Input {...control} value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" required />}
        </Field>
        <FormProblem text={form.problem} />
        <Button type="submit" look="danger" className="justify-self-start" disabled={!isSure || form.isPending}>
          {form.isPending ? 'Erasing…' : 'Erase for good'}
        </Button>
      </form>
    </section>
  );
}

/** Names of the contacts and leads that are this person. */
function namesOf(parts: PersonData['parts']): string[] {
  const rows = parts.filter(({ kind }) => kind === 'contacts' || kind === 'leads').flatMap((part) => part.rows);
  return [...new Set(rows.map((row) => String(row['name'])))];
}
