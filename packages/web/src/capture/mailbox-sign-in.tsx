import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';
import { say } from '../ui/toasts.ts';
import { FormProblem, useSubmission } from '../workspace/index.ts';
import { Advice } from './advice.tsx';
import type { SuggestedServers } from './connect-by-address.tsx';
import { connect } from './connected.ts';
import { type History, HistoryChoice, sinceOf } from './history-choice.tsx';
import { mostPrivate, PrivacyChoice } from './privacy-choice.tsx';
import { SecretField } from './secret-field.tsx';

const securities = [
  { value: 'tls', label: 'TLS', note: 'mostly port 993' },
  { value: 'starttls', label: 'STARTTLS', note: 'mostly port 143' },
  { value: 'none', label: 'None', note: 'only where the operator allows it' },
];
type Security = 'tls' | 'starttls' | 'none';
const fields = ['password', 'accessToken', 'host', 'port', 'security', 'userName', 'level', 'since', 'aliases'];
const serverFields = ['host', 'port', 'security', 'userName', 'aliases'];

/** Privacy first, then the password; the server is asked about only where it was not found. */
export function MailboxSignIn({ address, servers }: { address: string; servers: SuggestedServers }) {
  const navigate = useNavigate();
  const { imap, caldav } = servers;
  const [privacy, setPrivacy] = useState(mostPrivate);
  const [isToken, setToken] = useState(false);
  const [history, setHistory] = useState<History>('all');
  const [security, setSecurity] = useState<Security>(imap?.security ?? 'tls');
  const [isServerOpen, setServerOpen] = useState(imap === null);
  const [withCalendar, setWithCalendar] = useState(caldav !== null);

  const form = useSubmission(fields, async ({ host = '', port = '', userName = '', aliases = '', password, accessToken }) => {
    const secret = { ...(password && { password }), ...(accessToken && { accessToken }) };
    const shared = { userName: userName.trim() || address, ...secret, ...privacy, ...sinceOf(history) };
    const others = aliases.split(/[\s,;]+/).filter((alias) => alias !== '');
    const server = { host: host.trim() || (imap?.host ?? ''), port: Number(port) || (imap?.port ?? 993), security };
    try {
      await connect({ kind: 'imap', address, aliases: others, ...server, ...shared });
    } catch (error) {
      if (error instanceof Error && 'fields' in error && serverFields.some((field) => (error.fields as Record<string, string>)[field]))
        setServerOpen(true);
      throw error;
    }
    if (caldav && withCalendar) await connectCalendar(caldav.url, shared);
    await navigate({ to: '/settings', search: { tab: 'capture' } });
  });

  const connectCalendar = async (url: string, shared: { userName: string }) => {
    try {
      await connect({ kind: 'caldav', url, name: `Calendar of ${address}`, ...shared });
      say('Mailbox and calendar are connected.');
    } catch (error) {
      say(`The mailbox is connected, its calendar is not: ${messageOf(error)}`, { problem: true });
    }
  };

  return (
    <form onSubmit={form.onSubmit} className="grid grid-cols-1 gap-6">
      <PrivacyChoice value={privacy} onChange={setPrivacy} problem={form.problemOf('level')} />
      <HistoryChoice value={history} onChange={setHistory} problem={form.problemOf('since')} />
      <div className="grid gap-3">
        <Advice text={servers.advice} />
        <SecretField isToken={isToken} onKind={setToken} problem={form.problemOf(isToken ? 'accessToken' : 'password')} />
      </div>
      <details open={isServerOpen} onToggle={(event) => setServerOpen(event.currentTarget.open)} className="text-md">
        <summary className="text-quiet hover:text-ink">
          {imap ? `Mail server: ${imap.host}, port ${imap.port}` : 'The mail server was not found by the address: please name it'}
        </summary>
        <div className="mt-3 grid items-start gap-4 sm:grid-cols-[1fr_7rem_11rem]">
          <Field label="Mail server (IMAP)" problem={form.problemOf('host')}>
            {(control) => (
              <Input
                {...control}
                name="host"
                placeholder="imap.example.org"
                required={isServerOpen}
                maxLength={253}
                defaultValue={imap?.host}
              />
            )}
          </Field>
          <Field label="Port" problem={form.problemOf('port')}>
            {(control) => (
              <Input {...control} name="port" type="number" min={1} max={65535} required={isServerOpen} defaultValue={imap?.port ?? 993} />
            )}
          </Field>
          <Field label="Security" problem={form.problemOf('security')}>
            {(control) => (
              <Select {...control} choices={securities} value={security} onChange={(value) => setSecurity(value as Security)} />
            )}
          </Field>
          <div className="grid items-start gap-4 sm:col-span-3 sm:grid-cols-2">
            <Field label="User name" help="Mostly the address itself." problem={form.problemOf('userName')}>
              {(control) => <Input {...control} name="userName" autoComplete="off" maxLength={320} defaultValue={address} />}
            </Field>
            <Field label="Other addresses that reach you there" optional problem={form.problemOf('aliases')}>
              {(control) => <Input {...control} name="aliases" autoComplete="off" placeholder="sales@example.org" />}
            </Field>
          </div>
        </div>
      </details>
      {caldav && (
        <label className="flex items-center gap-3 text-md">
          <input
            type="checkbox"
            checked={withCalendar}
            onChange={(event) => setWithCalendar(event.target.checked)}
            className="size-4 accent-accent"
          />
          Connect its calendar as well, with the same password
        </label>
      )}
      <FormProblem text={form.problem} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" disabled={form.isPending}>
          {form.isPending ? 'Trying the connection…' : 'Try it and connect'}
        </Button>
        <p className="text-sm text-quiet">Mail is only read, never changed, moved or marked. Folders can be left out afterwards.</p>
      </div>
    </form>
  );
}
