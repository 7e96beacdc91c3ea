import { useMe } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { FormProblem } from './form-problem.tsx';
import { useSubmission } from './submission.ts';

interface PasswordQuestionProps {
  /** What the password lets one do, as the button says it. */
  action: string;
  onCancel?: (() => void) | undefined;
  /** Rejected with what the server found wrong, which is shown. */
  onPassword: (password: string) => Promise<unknown>;
}

/** Asks again for the password before something that an open browser alone must not do. */
export function PasswordQuestion({ action, onCancel, onPassword }: PasswordQuestionProps) {
  const me = useMe();
  const form = useSubmission(['password'], ({ password = '' }) => onPassword(password));
  return (
    <form onSubmit={form.onSubmit} className="grid w-full max-w-sm gap-4" aria-label={action}>
      <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
      <Field label="Your password" problem={form.problemOf('password')}>
        {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" required autoFocus />}
      </Field>
      <FormProblem text={form.problem} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" disabled={form.isPending}>
          {action}
        </Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </form>
  );
}
