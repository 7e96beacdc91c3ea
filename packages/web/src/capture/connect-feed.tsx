import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { FormProblem, useSubmission } from '../workspace/index.ts';
import { connect } from './connected.ts';
import { mostPrivate, PrivacyChoice } from './privacy-choice.tsx';

/** A calendar that is published under an address: no password, asked again every half hour. */
export function ConnectFeed() {
  const navigate = useNavigate();
  const [privacy, setPrivacy] = useState(mostPrivate);
  const form = useSubmission(['url', 'level'], async ({ url = '' }) => {
    await connect({ kind: 'calendarFeed', url: url.trim(), ...privacy });
    await navigate({ to: '/settings', search: { tab: 'capture' } });
  });
  return (
    <form onSubmit={form.onSubmit} className="grid grid-cols-1 gap-6">
      <PrivacyChoice value={privacy} onChange={setPrivacy} problem={form.problemOf('level')} />
      <Field
        label="Address of the calendar (.ics)"
        help="Calendars name it “secret address”, “publish” or “subscribe”. Whoever has it can read the calendar, so it is kept sealed like a password."
        problem={form.problemOf('url')}
      >
        {(control) => <Input {...control} name="url" placeholder="https://… or webcal://…" required maxLength={2000} autoComplete="off" />}
      </Field>
      <FormProblem text={form.problem} />
      <Button type="submit" look="primary" disabled={form.isPending} className="justify-self-start">
        {form.isPending ? 'Trying it…' : 'Try it and connect'}
      </Button>
    </form>
  );
}
