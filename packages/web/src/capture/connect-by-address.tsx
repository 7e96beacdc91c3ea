import { useState } from 'react';
import { answer, api } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { FormProblem, useSubmission } from '../workspace/index.ts';
import { CalendarSignIn } from './calendar-sign-in.tsx';
import { MailboxSignIn } from './mailbox-sign-in.tsx';

export type SuggestedServers = Awaited<ReturnType<typeof suggest>>;

const suggest = (address: string) => answer(api.capture.capture.servers.$get({ query: { address } }));

/** The address alone comes first: it mostly tells where the mail and the calendar are. */
export function ConnectByAddress({ kind, startAddress }: { kind: 'mailbox' | 'calendar'; startAddress: string | undefined }) {
  const [found, setFound] = useState<{ address: string; servers: SuggestedServers }>();
  const form = useSubmission(['address'], async ({ address = '' }) => {
    const trimmed = address.trim();
    setFound({ address: trimmed, servers: await suggest(trimmed) });
  });
  if (found) {
    const SignIn = kind === 'mailbox' ? MailboxSignIn : CalendarSignIn;
    return (
      <div className="grid grid-cols-1 gap-5">
        <p className="flex flex-wrap items-center gap-x-2 text-md">
          <span className="font-medium break-all">{found.address}</span>
          <button type="button" className="text-accent underline underline-offset-3" onClick={() => setFound(undefined)}>
            Another address
          </button>
        </p>
        <SignIn address={found.address} servers={found.servers} />
      </div>
    );
  }
  return (
    <form onSubmit={form.onSubmit} className="grid gap-4">
      <Field
        label={kind === 'mailbox' ? 'Your mail address' : 'Your address at the calendar’s provider'}
        help="Where its server is, is mostly found by it. Nothing is connected yet."
        problem={form.problemOf('address')}
      >
        {(control) => (
          <Input
            {...control}
            key={startAddress}
            name="address"
            type="email"
            autoComplete="email"
            autoFocus
            required
            maxLength={320}
            defaultValue={startAddress}
          />
        )}
      </Field>
      <FormProblem text={form.problem} />
      <Button type="submit" look="primary" disabled={form.isPending} className="justify-self-start">
        {form.isPending ? 'Looking for its server…' : 'Go on'}
      </Button>
    </form>
  );
}
