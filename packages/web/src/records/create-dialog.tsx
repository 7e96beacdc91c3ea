import { useNavigate } from '@tanstack/react-router';
import { minorUnitDigits } from '@windshield/core';
import { useState } from 'react';
import { ApiProblem, answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { useMe } from '../app/session.ts';
import { LikelySame } from '../hygiene/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { parseMoney } from '../ui/parse-money.ts';
import { say } from '../ui/toasts.ts';
import { answered, type NewRecordKind, type Question } from './questions.ts';
import { RecordPicker } from './record-picker.tsx';

interface Draft {
  name: string;
  account: { id: string; name: string } | undefined;
  /** Amount, mail address, website or company, by kind. */
  more: string;
}

interface Kind {
  title: string;
  room: 'deals' | 'people' | 'accounts' | 'leads';
  namePlaceholder: string;
  hasAccount: boolean;
  more: { label: string; field: string; type: string; placeholder: string };
}

const kinds: Record<NewRecordKind, Kind> = {
  deal: {
    title: 'New deal',
    room: 'deals',
    namePlaceholder: 'Halden: second plant',
    hasAccount: true,
    more: { label: 'Amount', field: 'amountMinor', type: 'text', placeholder: '36,500' },
  },
  contact: {
    title: 'New person',
    room: 'people',
    namePlaceholder: 'Ana Ruiz',
    hasAccount: true,
    more: { label: 'Mail address', field: 'points', type: 'email', placeholder: 'ana@example.org' },
  },
  account: {
    title: 'New account',
    room: 'accounts',
    namePlaceholder: 'Halden Group',
    hasAccount: false,
    more: { label: 'Website', field: 'website', type: 'text', placeholder: 'halden.example' },
  },
  lead: {
    title: 'New lead',
    room: 'leads',
    namePlaceholder: 'Tomás Silva',
    hasAccount: false,
    more: { label: 'Company', field: 'company', type: 'text', placeholder: 'Kestrel AB' },
  },
};

/** A new record: the name is enough, the rest can follow. It opens when it is made. */
export function CreateDialog({ question }: { question: Extract<Question, { kind: 'create' }> }) {
  const me = useMe();
  const navigate = useNavigate();
  const kind = kinds[question.record];
  const [draft, setDraft] = useState<Draft>({ name: '', account: question.account, more: '' });
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [saving, setSaving] = useState(false);

  const create = async () => {
    if (!draft.name.trim()) return setProblems({ name: `A name is needed, for example “${kind.namePlaceholder}”.` });
    setSaving(true);
    try {
      const made = await save(question.record, draft, { ownerId: me.user?.id ?? null, currency: me.workspace.currency });
      await queryClient.invalidateQueries({ queryKey: [kind.room, 'list'] });
      answered();
      say(`“${made.name}” is made.`, { undo: () => remove(question.record, made) });
      void navigate({ to: `/${kind.room}/$id`, params: { id: made.id } });
    } catch (error) {
      setSaving(false);
      if (error instanceof ApiProblem && Object.keys(error.fields).length > 0) setProblems({ ...error.fields });
      else setProblems({ name: messageOf(error) });
    }
  };

  return (
    <Dialog open onClose={answered} title={kind.title} description="Only the name is needed.">
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <Field label="Name" problem={problems['name']}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              required
              maxLength={300}
              placeholder={kind.namePlaceholder}
              value={draft.name}
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
          )}
        </Field>
        {kind.hasAccount && (
          <Field label="Account" optional problem={problems['accountId']}>
            {(control) => (
              <RecordPicker
                kind="account"
                label="Account"
                id={control.id}
                value={draft.account}
                onPick={(account) => setDraft({ ...draft, account })}
              />
            )}
          </Field>
        )}
        <Field label={kind.more.label} optional problem={problems[kind.more.field] ?? problems['points.0.value'] ?? problems['more']}>
          {(control) => (
            <Input
              {...control}
              type={kind.more.type}
              placeholder={kind.more.placeholder}
              value={draft.more}
              onChange={(event) => setDraft({ ...draft, more: event.target.value })}
            />
          )}
        </Field>
        {question.record !== 'deal' && <LikelySame {...asTyped(question.record, draft)} onGo={answered} />}
        <div className="flex justify-end gap-2">
          <Button onClick={answered}>Cancel</Button>
          <Button type="submit" look="primary" disabled={saving}>
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What is typed, as duplicates are looked for. */
function asTyped(record: Exclude<NewRecordKind, 'deal'>, { name, account, more }: Draft) {
  if (record === 'account') return { kind: 'accounts' as const, values: { name, website: more } };
  if (record === 'lead') return { kind: 'leads' as const, values: { name, company: more } };
  return { kind: 'contacts' as const, values: { name, email: more, company: account?.name ?? '' } };
}

async function save(record: NewRecordKind, draft: Draft, mine: { ownerId: string | null; currency: string }) {
  const name = draft.name.trim();
  const more = draft.more.trim();
  const { ownerId, currency } = mine;
  const accountId = draft.account?.id ?? null;
  switch (record) {
    case 'deal': {
      const amountMinor = more === '' ? null : parseMoney(more, minorUnitDigits(currency));
      if (amountMinor === undefined)
        throw new ApiProblem(422, {
          fields: [{ field: 'amountMinor', message: `“${more}” is not an amount. Write it like 36,500 or 36500.00.` }],
        });
      return answer(api.deals.deals.$post({ json: { name, accountId, ownerId, amountMinor, ...(amountMinor !== null && { currency }) } }));
    }
    case 'contact':
      return answer(
        api.people.contacts.$post({
          json: { name, accountId, ownerId, ...(more && { points: [{ kind: 'email' as const, value: more, label: null }] }) },
        }),
      );
    case 'account':
      return answer(api.accounts.accounts.$post({ json: { name, ownerId, ...(more && { website: more }) } }));
    case 'lead':
      return answer(api.leads.leads.$post({ json: { name, ownerId, ...(more && { company: more }) } }));
  }
}

async function remove(record: NewRecordKind, { id, version }: { id: string; version: number }): Promise<void> {
  const request = { param: { id }, header: { 'if-match': `"${version}"` } };
  const removals: Record<NewRecordKind, () => Promise<unknown>> = {
    deal: () => answer(api.deals.deals[':id'].$delete(request)),
    contact: () => answer(api.people.contacts[':id'].$delete(request)),
    account: () => answer(api.accounts.accounts[':id'].$delete(request)),
    lead: () => answer(api.leads.leads[':id'].$delete(request)),
  };
  await removals[record]();
  await queryClient.invalidateQueries({ queryKey: [kinds[record].room] });
}
