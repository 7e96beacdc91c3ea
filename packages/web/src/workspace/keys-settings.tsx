import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { RelativeDate } from '../ui/relative-date.tsx';
import { Select } from '../ui/select.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { say } from '../ui/toasts.ts';
import { FormProblem } from './form-problem.tsx';
import { type Role, roleChoices, roleName } from './roles.ts';
import { ShownOnce } from './shown-once.tsx';
import { useSubmission } from './submission.ts';

const keysQuery = queryOptions({ queryKey: ['keys'], queryFn: async () => (await answer(api.workspace.keys.$get())).keys });

export function KeysSettings() {
  const keys = useQuery(keysQuery);
  const queryClient = useQueryClient();
  const [role, setRole] = useState<Role>('rep');
  const [made, setMade] = useState<string>();
  const refresh = () => queryClient.invalidateQueries({ queryKey: keysQuery.queryKey });
  const form = useSubmission(['name'], async ({ name = '' }) => {
    const key = await answer(api.workspace.keys.$post({ json: { name, role } }));
    setMade(key.key);
    await refresh();
  });
  const revoke = async (id: string) => {
    try {
      await answer(api.workspace.keys[':id'].$delete({ param: { id } }));
      say('Key revoked. Whatever used it is now refused.');
    } catch (error) {
      say(messageOf(error), { problem: true });
    }
    await refresh();
  };
  return (
    <div className="grid gap-6">
      <form onSubmit={form.onSubmit} className="grid items-end gap-3 sm:grid-cols-[1fr_12rem_auto]">
        <Field label="What the key is for" problem={form.problemOf('name')}>
          {(control) => <Input {...control} name="name" placeholder="Nightly export" required maxLength={100} />}
        </Field>
        <Field label="May do what a … may">
          {(control) => <Select {...control} choices={roleChoices} value={role} onChange={(value) => setRole(value as Role)} />}
        </Field>
        <Button type="submit" look="primary" disabled={form.isPending}>
          Make a key
        </Button>
      </form>
      <FormProblem text={form.problem} />
      {made && <ShownOnce label="Copy the key now; it is not shown again." secret={made} />}
      {keys.isPending ? (
        <Skeleton />
      ) : keys.isError ? (
        <p className="text-md text-danger">{messageOf(keys.error)}</p>
      ) : keys.data.length === 0 ? (
        <p className="text-md text-quiet">No keys yet. A key lets a program read and write here through the API, within its role.</p>
      ) : (
        <ul className="divide-y divide-line">
          {keys.data.map((key) => (
            <li key={key.id} className="flex items-center justify-between gap-4 py-3 text-md">
              <span className="min-w-0">
                {key.name} <code className="text-sm text-quiet">{key.start && `${key.start}…`}</code>
                <span className="block text-sm text-quiet">
                  {roleName(key.role)} ·{' '}
                  {key.lastUsedAt ? (
                    <>
                      last used <RelativeDate when={key.lastUsedAt} />
                    </>
                  ) : (
                    'never used'
                  )}
                </span>
              </span>
              <Button size="small" look="danger" onClick={() => revoke(key.id)}>
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
