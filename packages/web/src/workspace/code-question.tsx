import { answer, api } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { FormProblem } from './form-problem.tsx';
import { useSubmission } from './submission.ts';

interface CodeQuestionProps {
  challenge: string;
  onSignedIn: () => Promise<unknown>;
  onStartAgain: () => void;
}

/** The second step of signing in. */
export function CodeQuestion({ challenge, onSignedIn, onStartAgain }: CodeQuestionProps) {
  const form = useSubmission(['code'], async ({ code = '', trusts }) => {
    await answer(api.auth['sign-in'].code.$post({ json: { challenge, code, trustsDevice: trusts !== undefined } }));
    await onSignedIn();
  });
  return (
    <form onSubmit={form.onSubmit} className="grid gap-5">
      <Field label="Code" help="From your authenticator app, or one of your backup codes." problem={form.problemOf('code')}>
        {(control) => (
          <Input {...control} name="code" autoComplete="one-time-code" autoCapitalize="off" maxLength={40} required autoFocus />
        )}
      </Field>
      <label className="flex items-start gap-2 text-md">
        <input type="checkbox" name="trusts" className="mt-1 accent-accent" />
        This is my own device: ask for no code here for 30 days
      </label>
      <FormProblem text={form.problem} />
      <Button look="primary" type="submit" disabled={form.isPending}>
        {form.isPending ? 'Signing in…' : 'Sign in'}
      </Button>
      <Button look="bare" className="justify-self-start" onClick={onStartAgain}>
        Start again
      </Button>
      <p className="text-sm text-quiet">Lost the phone and the backup codes? An admin of your workspace can turn this off for you.</p>
    </form>
  );
}
