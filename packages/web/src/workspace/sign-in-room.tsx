import { useNavigate } from '@tanstack/react-router';
import { answer, api } from '../api.ts';
import { signInRoute } from '../app/root-route.tsx';
import { forgetSession } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { FormProblem } from './form-problem.tsx';
import { FrontDoor } from './front-door.tsx';
import { useSubmission } from './submission.ts';

export function SignInRoom() {
  const navigate = useNavigate();
  const { to } = signInRoute.useSearch();
  const form = useSubmission(['email', 'password'], async ({ email = '', password = '' }) => {
    await answer(api.auth['sign-in'].email.$post({ json: { email, password } }));
    await forgetSession();
    await navigate({ href: to ?? '/' });
  });
  return (
    <FrontDoor title="Sign in">
      <form onSubmit={form.onSubmit} className="grid gap-5">
        <Field label="Mail address" problem={form.problemOf('email')}>
          {(control) => <Input {...control} name="email" type="email" autoComplete="username" required autoFocus />}
        </Field>
        <Field label="Password" problem={form.problemOf('password')}>
          {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" required />}
        </Field>
        <FormProblem text={form.problem} />
        <Button look="primary" type="submit" disabled={form.isPending}>
          {form.isPending ? 'Signing in…' : 'Sign in'}
        </Button>
        <p className="text-sm text-quiet">No account yet, or the password forgotten? An admin of your workspace can send you a link.</p>
      </form>
    </FrontDoor>
  );
}
