import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '../api.ts';
import { forgetSession } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { Combobox } from '../ui/combobox.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { FormProblem } from './form-problem.tsx';
import { FrontDoor } from './front-door.tsx';
import { currencyChoices, guessCurrency, guessTimeZone, timeZoneChoices } from './guesses.ts';
import { NewPasswordField } from './new-password-field.tsx';
import { useSubmission } from './submission.ts';

const language = navigator.language;
const currencies = currencyChoices(language);
const zones = timeZoneChoices();

/** The very first visit: one page makes the workspace and its first admin. What the browser can tell is filled in. */
export function SetupRoom() {
  const navigate = useNavigate();
  const [currency, setCurrency] = useState(guessCurrency(language) ?? 'EUR');
  const [timeZone, setTimeZone] = useState(guessTimeZone());
  const form = useSubmission(['name', 'email', 'password', 'workspaceName', 'currency', 'timeZone'], async (values) => {
    const { name = '', email = '', password = '', workspaceName = '' } = values;
    await answer(api.workspace.setup.$post({ json: { name, email, password, workspaceName, currency, timeZone, locale: language } }));
    await forgetSession();
    await navigate({ to: '/' });
  });
  return (
    <FrontDoor
      title="Welcome"
      intro="Nobody works here yet, so this makes your workspace and you its admin. Everything stays on this machine."
    >
      <form onSubmit={form.onSubmit} className="grid gap-5" noValidate>
        <Field label="Your name" problem={form.problemOf('name')}>
          {(control) => <Input {...control} name="name" autoComplete="name" required autoFocus />}
        </Field>
        <Field label="Your mail address" problem={form.problemOf('email')}>
          {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
        </Field>
        <NewPasswordField problem={form.problemOf('password')} />
        <Field label="Name of the workspace" help="Usually your company’s name." problem={form.problemOf('workspaceName')}>
          {(control) => <Input {...control} name="workspaceName" autoComplete="organization" required />}
        </Field>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Currency" problem={form.problemOf('currency')}>
            {(control) => <Combobox {...control} choices={currencies} value={currency} onChange={setCurrency} />}
          </Field>
          <Field label="Time zone" problem={form.problemOf('timeZone')}>
            {(control) => <Combobox {...control} choices={zones} value={timeZone} onChange={setTimeZone} />}
          </Field>
        </div>
        <FormProblem text={form.problem} />
        <Button look="primary" type="submit" disabled={form.isPending}>
          {form.isPending ? 'Making it…' : 'Make the workspace'}
        </Button>
      </form>
    </FrontDoor>
  );
}
