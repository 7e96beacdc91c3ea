import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { newPasswordRoute } from '../app/root-route.tsx';
import { forgetSession } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { FormProblem } from './form-problem.tsx';
import { FrontDoor } from './front-door.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { useSubmission } from './submission.ts';

const linkQuery = (token: string) =>
  queryOptions({
    queryKey: ['passwordLink', token],
    queryFn: () => answer(api.account['password-links']['by-token'][':token'].$get({ param: { token } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Where a link for a forgotten password leads. */
export function NewPasswordRoom() {
  const { token } = newPasswordRoute.useParams();
  const link = useQuery(linkQuery(token));
  const [isSet, setSet] = useState(false);
  const form = useSubmission(['password'], async ({ password = '' }) => {
    await answer(api.account['password-links']['by-token'][':token'].$post({ param: { token }, json: { password } }));
    await forgetSession();
    setSet(true);
  });
  if (isSet)
    return (
      <FrontDoor title="Your password is set" intro="Everywhere you were signed in you are signed out now.">
        <Link to="/sign-in" autoFocus className="text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent">
          Sign in with it
        </Link>
      </FrontDoor>
    );
  if (link.isPending)
    return (
      <FrontDoor title="A new password">
        <Skeleton />
      </FrontDoor>
    );
  if (link.isError) return <FrontDoor title="This link cannot be used" intro={messageOf(link.error)} />;
  const { name, email } = link.data;
  return (
    <FrontDoor title="Choose a new password" intro={`For ${name}, who signs in with ${email}.`}>
      <form onSubmit={form.onSubmit} className="grid gap-5">
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <NewPasswordField label="New password" problem={form.problemOf('password')} autoFocus />
        <FormProblem text={form.problem} />
        <Button look="primary" type="submit" disabled={form.isPending}>
          {form.isPending ? 'Setting it…' : 'Set the password'}
        </Button>
      </form>
    </FrontDoor>
  );
}
