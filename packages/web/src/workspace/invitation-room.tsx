import { queryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { invitationRoute } from '../app/root-route.tsx';
import { forgetSession } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { FormProblem } from './form-problem.tsx';
import { FrontDoor } from './front-door.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { roleName } from './roles.ts';
import { useSubmission } from './submission.ts';

const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => answer(api.workspace.invitations['by-token'][':token'].$get({ param: { token } })),
  });

export function InvitationRoom() {
  const { token } = invitationRoute.useParams();
  const navigate = useNavigate();
  const invitation = useQuery(invitationQuery(token));
  const form = useSubmission(['name', 'password'], async ({ name = '', password = '' }) => {
    await answer(api.workspace.invitations['by-token'][':token'].accept.$post({ param: { token }, json: { name, password } }));
    await forgetSession();
    await navigate({ to: '/' });
  });
  if (invitation.isPending)
    return (
      <FrontDoor title="Invitation">
        <Skeleton />
      </FrontDoor>
    );
  if (invitation.isError)
    return (
      <FrontDoor title="This invitation cannot be used" intro={messageOf(invitation.error)}>
        <p className="text-md">It may have been used or withdrawn, or its time is over. Ask for a new link.</p>
      </FrontDoor>
    );
  const { email, role, workspaceName } = invitation.data;
  return (
    <FrontDoor title={`Join ${workspaceName}`} intro={`You are invited as ${roleName(role).toLowerCase()} with ${email}.`}>
      <form onSubmit={form.onSubmit} className="grid gap-5">
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Field label="Your name" problem={form.problemOf('name')}>
          {(control) => <Input {...control} name="name" autoComplete="name" required autoFocus />}
        </Field>
        <NewPasswordField problem={form.problemOf('password')} />
        <FormProblem text={form.problem} />
        <Button look="primary" type="submit" disabled={form.isPending}>
          {form.isPending ? 'Joining…' : 'Join'}
        </Button>
      </form>
    </FrontDoor>
  );
}
