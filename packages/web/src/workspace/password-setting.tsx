import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api.ts';
import { useMe } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { say } from '../ui/toasts.ts';
import { FormProblem } from './form-problem.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { Setting } from './setting.tsx';
import { useSubmission } from './submission.ts';

/** Asks for the present password, so that an open browser alone changes nothing. */
export function PasswordSetting() {
  const me = useMe();
  const queryClient = useQueryClient();
  const [timesChanged, setTimesChanged] = useState(0);
  const form = useSubmission(['password', 'newPassword'], async ({ password = '', newPassword = '' }) => {
    await answer(api.account.me.password.$post({ json: { password, newPassword } }));
    setTimesChanged((times) => times + 1);
    say('Password changed. Everywhere else you are signed out.');
    await Promise.all([['sessions'], ['account']].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  });
  return (
    <Setting title="Password" help="Changing it signs you out everywhere but here.">
      <form key={timesChanged} onSubmit={form.onSubmit} className="grid w-full max-w-sm gap-4" aria-label="Change the password">
        <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
        <Field label="Present password" problem={form.problemOf('password')}>
          {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" required />}
        </Field>
        <NewPasswordField label="New password" name="newPassword" problem={form.problemOf('newPassword')} />
        <FormProblem text={form.problem} />
        <Button type="submit" className="justify-self-start" disabled={form.isPending}>
          {form.isPending ? 'Changing…' : 'Change the password'}
        </Button>
      </form>
    </Setting>
  );
}
