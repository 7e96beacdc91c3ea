import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { useMe } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { say } from '../ui/toasts.ts';
import { useSubmission } from '../workspace/index.ts';
import { exclusionsQuery } from './capture-query.ts';

type Exclusion = NonNullable<Awaited<ReturnType<NonNullable<typeof exclusionsQuery.queryFn>>>>[number];
const refresh = () => queryClient.invalidateQueries({ queryKey: ['capture'] });

/** Addresses and domains whose mail and meetings are nobody's business here. */
export function Exclusions() {
  const me = useMe();
  const { data = [] } = useQuery(exclusionsQuery);
  const [isForEveryone, setForEveryone] = useState(false);
  const mayForEveryone = me.role === 'admin' || me.role === 'manager';
  const form = useSubmission(['pattern'], async ({ pattern = '' }) => {
    await answer(
      api.capture.capture.exclusions.$post({ json: { pattern: pattern.trim(), isForEveryone: mayForEveryone && isForEveryone } }),
    );
    say(`${pattern.trim()} is left out from now on.`);
    await refresh();
  });
  const remove = async ({ id, pattern }: Exclusion) => {
    try {
      await answer(api.capture.capture.exclusions[':id'].$delete({ param: { id } }));
      say(`${pattern} is captured again from now on.`);
    } catch (error) {
      say(`Not changed: ${messageOf(error)}`, { problem: true });
    }
    await refresh();
  };
  return (
    <section aria-labelledby="left-out" className="grid grid-cols-1 gap-3 border-t border-line pt-4">
      <div>
        <h2 id="left-out" className="text-md font-semibold">
          Left out
        </h2>
        <p className="text-sm text-quiet">Your doctor, your family, a whole domain: nothing of them is kept.</p>
      </div>
      {data.length > 0 && (
        <ul className="divide-y divide-line">
          {data.map((one) => (
            <li key={one.id} className="flex items-center justify-between gap-3 py-1.5 text-md">
              <span className="min-w-0 wrap-anywhere">
                {one.kind === 'domain' ? `everybody at ${one.pattern}` : one.pattern}
                <span className="text-quiet">
                  {' '}
                  · {one.action === 'private' ? 'private' : 'ignored'}
                  {one.isForEveryone && ', for everybody here'}
                </span>
              </span>
              {(!one.isForEveryone || mayForEveryone) && (
                <Button look="bare" size="small" aria-label={`Capture again: ${one.pattern}`} onClick={() => void remove(one)}>
                  Capture again
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={form.onSubmit} className="grid gap-2">
        <Field label="Leave out an address or a domain" problem={form.problemOf('pattern') ?? form.problem}>
          {(control) => (
            <div className="flex gap-2">
              <Input {...control} name="pattern" placeholder="doctor@example.org or example.org" required maxLength={320} />
              <Button type="submit" disabled={form.isPending}>
                Leave out
              </Button>
            </div>
          )}
        </Field>
        {mayForEveryone && (
          <label className="flex items-center gap-2 text-md">
            <input
              type="checkbox"
              checked={isForEveryone}
              onChange={(event) => setForEveryone(event.target.checked)}
              className="size-4 accent-accent"
            />
            for everybody here
          </label>
        )}
      </form>
    </section>
  );
}
