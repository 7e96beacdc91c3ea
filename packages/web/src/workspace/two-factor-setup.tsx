import { useState } from 'react';
import { answer, api } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { BackupCodes } from './backup-codes.tsx';
import { FormProblem } from './form-problem.tsx';
import { PasswordQuestion } from './password-question.tsx';
import { useSubmission } from './submission.ts';

/** Password, secret, code, backup codes: four steps to a second factor. */
export function TwoFactorSetup({ onCancel, onDone }: { onCancel?: () => void; onDone: () => void }) {
  const [begun, setBegun] = useState<{ secret: string; link: string }>();
  const [backupCodes, setBackupCodes] = useState<readonly string[]>();
  if (backupCodes) return <BackupCodes codes={backupCodes} onKept={onDone} />;
  if (!begun)
    return (
      <PasswordQuestion
        action="Begin"
        onCancel={onCancel}
        onPassword={async (password) => setBegun(await answer(api.account.me['two-factor'].$post({ json: { password } })))}
      />
    );
  return <Confirmation {...begun} onCancel={onCancel} onConfirmed={setBackupCodes} />;
}

interface ConfirmationProps {
  secret: string;
  link: string;
  onCancel: (() => void) | undefined;
  onConfirmed: (backupCodes: readonly string[]) => void;
}

function Confirmation({ secret, link, onCancel, onConfirmed }: ConfirmationProps) {
  const form = useSubmission(['code'], async ({ code = '' }) => {
    onConfirmed((await answer(api.account.me['two-factor'].confirm.$post({ json: { code } }))).backupCodes);
  });
  return (
    <form onSubmit={form.onSubmit} className="grid w-full max-w-sm gap-4" aria-label="Confirm with a code">
      <div className="grid gap-2 text-md">
        <p>
          Add this key to an authenticator app: “enter a setup key”, based on time. On a phone{' '}
          <a href={link} className="text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent">
            open it in the app
          </a>
          .
        </p>
        <p className="rounded-md bg-accent-soft px-3 py-2.5">
          <code className="text-sm break-words select-all">{secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
      </div>
      <Field label="Code that the app shows" problem={form.problemOf('code')}>
        {(control) => (
          <Input
            {...control}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            required
            autoFocus
            className="w-36"
          />
        )}
      </Field>
      <FormProblem text={form.problem} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" disabled={form.isPending}>
          Turn it on
        </Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </form>
  );
}
