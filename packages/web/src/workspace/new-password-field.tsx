import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';

/** A password that somebody chooses. */
export function NewPasswordField({
  label = 'Password',
  name = 'password',
  problem,
  autoFocus,
}: {
  label?: string;
  name?: string;
  problem: string | undefined;
  autoFocus?: boolean;
}) {
  return (
    <Field label={label} help="At least 12 characters. A short sentence is easy to keep." problem={problem}>
      {(control) => (
        <Input {...control} name={name} type="password" autoComplete="new-password" required minLength={12} autoFocus={autoFocus} />
      )}
    </Field>
  );
}
