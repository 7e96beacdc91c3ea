import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';

interface SecretFieldProps {
  isToken: boolean;
  onKind: (isToken: boolean) => void;
  problem: string | undefined;
}

/** The password, or an access token where a provider takes no passwords. */
export function SecretField({ isToken, onKind, problem }: SecretFieldProps) {
  return (
    <div className="grid gap-1.5">
      <Field
        label={isToken ? 'Access token' : 'Password or app password'}
        help="Kept sealed, with a key outside the database; shown to nobody."
        problem={problem}
      >
        {(control) => (
          <Input
            {...control}
            key={String(isToken)}
            name={isToken ? 'accessToken' : 'password'}
            type="password"
            autoComplete="off"
            required
            maxLength={8000}
          />
        )}
      </Field>
      <button
        type="button"
        className="justify-self-start text-sm text-accent underline underline-offset-3"
        onClick={() => onKind(!isToken)}
      >
        {isToken ? 'I have a password' : 'I have an access token instead'}
      </button>
    </div>
  );
}
