import type { CaptureSource } from '@windshield/contract';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { say } from '../ui/toasts.ts';
import { FormProblem, useSubmission } from '../workspace/index.ts';
import { saveSource } from './change-source.ts';

/** A new password or token; it is tried before it takes the place of the old one. */
export function PasswordDialog({ source, onClose }: { source: CaptureSource; onClose: () => void }) {
  const isToken = source.settings?.authentication === 'token';
  const field = isToken ? 'accessToken' : 'password';
  const form = useSubmission([field], async (values) => {
    await saveSource(source, { [field]: values[field] ?? '' });
    say(`${source.name} is connected again.`);
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={isToken ? 'A new access token' : 'A new password'}
      description={`For ${source.settings?.userName ?? source.name}. It is tried before the old one is replaced, and kept sealed.`}
    >
      <form onSubmit={form.onSubmit} className="grid gap-4">
        <Field label={isToken ? 'Access token' : 'Password or app password'} problem={form.problemOf(field)}>
          {(control) => <Input {...control} name={field} type="password" autoComplete="off" required maxLength={8000} />}
        </Field>
        <FormProblem text={form.problem} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Leave as it was</Button>
          <Button type="submit" look="primary" disabled={form.isPending}>
            {form.isPending ? 'Trying it…' : 'Try and keep'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
