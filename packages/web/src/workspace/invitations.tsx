import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { RelativeDate } from '../ui/relative-date.tsx';
import { Select } from '../ui/select.tsx';
import { say } from '../ui/toasts.ts';
import { FormProblem } from './form-problem.tsx';
import { type Role, roleChoices, roleName } from './roles.ts';
import { ShownOnce } from './shown-once.tsx';
import { useSubmission } from './submission.ts';

const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: async () => (await answer(api.workspace.invitations.$get())).invitations,
});

/** Makes links to pass on; the server sends no mail by itself. */
export function Invitations() {
  const { data = [] } = useQuery(invitationsQuery);
  const queryClient = useQueryClient();
  const [role, setRole] = useState<Role>('rep');
  const [made, setMade] = useState<{ email: string; link: string }>();
  const refresh = () => queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey });
  const form = useSubmission(['email'], async ({ email = '' }) => {
    const { link } = await answer(api.workspace.invitations.$post({ json: { email, role } }));
    if (link) setMade({ email, link });
    await refresh();
  });
  const withdraw = async (id: string) => {
    try {
      await answer(api.workspace.invitations[':id'].$delete({ param: { id } }));
      say('Withdrawn. The link no longer works.');
    } catch (error) {
      say(messageOf(error), { problem: true });
    }
    await refresh();
  };
  return (
    <div className="grid gap-3">
      <form onSubmit={form.onSubmit} className="grid items-end gap-3 sm:grid-cols-[1fr_12rem_auto]" noValidate>
        <Field label="Invite someone" problem={form.problemOf('email')}>
          {(control) => <Input {...control} name="email" type="email" placeholder="ana@example.org" required autoComplete="off" />}
        </Field>
        <Field label="Role">
          {(control) => <Select {...control} choices={roleChoices} value={role} onChange={(value) => setRole(value as Role)} />}
        </Field>
        <Button type="submit" look="primary" disabled={form.isPending}>
          Make a link
        </Button>
      </form>
      <FormProblem text={form.problem} />
      {made && <ShownOnce label={`Pass this link on to ${made.email}. It is not shown again.`} secret={made.link} />}
      {data.length > 0 && (
        <ul aria-label="Open invitations" className="divide-y divide-line">
          {data.map((invitation) => (
            <li key={invitation.id} className="flex items-center justify-between gap-4 py-2 text-md">
              <span>
                {invitation.email}
                <span className="block text-sm text-quiet">
                  invited as {roleName(invitation.role).toLowerCase()}, until <RelativeDate when={invitation.expiresAt} />
                </span>
              </span>
              <Button size="small" onClick={() => withdraw(invitation.id)}>
                Withdraw
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
