import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '../api.ts';
import { signInRoute } from '../app/root-route.tsx';
import { forgetSession } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { CodeQuestion } from './code-question.tsx';
import { FormProblem } from './form-problem.tsx';
import { FrontDoor } from './front-door.tsx';
import { useSubmission } from './submission.ts';

export function SignInRoom() {
  const navigate = useNavigate();
  const { to } = signInRoute.useSearch();
  const [challenge, setChallenge] = useState<string>();
  const goOn = async () => {
    await forgetSession();
    await navigate({ href: to ?? '/' });
  };
  const form = useSubmission(['email', 'password'], async ({ email = '', password = '' }) => {
    const reply = await answer(api.auth['sign-in'].email.$post({ json: { email, password } }));
    if (reply.isSignedIn) await goOn();
    else setChallenge(reply.challenge);
  });
  if (challenge)
    return (
      <FrontDoor title="Sign in">
        <CodeQuestion challenge={challenge} onSignedIn={goOn} onStartAgain={() => setChallenge(undefined)} />
      </FrontDoor>
    );
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
