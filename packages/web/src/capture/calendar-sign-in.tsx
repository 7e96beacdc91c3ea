import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { FormProblem, useSubmission } from '../workspace/index.ts';
import { Advice } from './advice.tsx';
import type { SuggestedServers } from './connect-by-address.tsx';
import { connect } from './connected.ts';
import { type History, HistoryChoice, sinceOf } from './history-choice.tsx';
import { mostPrivate, PrivacyChoice } from './privacy-choice.tsx';
import { SecretField } from './secret-field.tsx';

const fields = ['password', 'accessToken', 'url', 'userName', 'level', 'since'];

/** A calendar server (CalDAV): what colleagues see, then the password, and its address where it was not found. */
export function CalendarSignIn({ address, servers }: { address: string; servers: SuggestedServers }) {
  const navigate = useNavigate();
  const [privacy, setPrivacy] = useState(mostPrivate);
  const [isToken, setToken] = useState(false);
  const [history, setHistory] = useState<History>('all');
  const form = useSubmission(fields, async ({ url = '', userName = '', password, accessToken }) => {
    const secret = { ...(password && { password }), ...(accessToken && { accessToken }) };
    const name = `Calendar of ${address}`;
    await connect({
      kind: 'caldav',
      url: url.trim(),
      name,
      userName: userName.trim() || address,
      ...secret,
      ...privacy,
      ...sinceOf(history),
    });
    await navigate({ to: '/settings', search: { tab: 'capture' } });
  });
  return (
    <form onSubmit={form.onSubmit} className="grid grid-cols-1 gap-6">
      <PrivacyChoice value={privacy} onChange={setPrivacy} problem={form.problemOf('level')} />
      <HistoryChoice value={history} onChange={setHistory} problem={form.problemOf('since')} />
      <div className="grid gap-3">
        <Advice text={servers.advice} />
        <SecretField isToken={isToken} onKind={setToken} problem={form.problemOf(isToken ? 'accessToken' : 'password')} />
      </div>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field
          label="Calendar server (CalDAV)"
          help={servers.caldav ? 'Found by your address.' : 'Not found by your address: its provider names it.'}
          problem={form.problemOf('url')}
        >
          {(control) => (
            <Input
              {...control}
              name="url"
              type="url"
              placeholder="https://calendar.example.org/"
              required
              maxLength={2000}
              defaultValue={servers.caldav?.url}
            />
          )}
        </Field>
        <Field label="User name" help="Mostly the address itself." problem={form.problemOf('userName')}>
          {(control) => <Input {...control} name="userName" autoComplete="off" maxLength={320} defaultValue={address} />}
        </Field>
      </div>
      <FormProblem text={form.problem} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" disabled={form.isPending}>
          {form.isPending ? 'Trying the connection…' : 'Try it and connect'}
        </Button>
        <p className="text-sm text-quiet">A future meeting is a plan; it counts as contact once it took place and was not declined.</p>
      </div>
    </form>
  );
}
