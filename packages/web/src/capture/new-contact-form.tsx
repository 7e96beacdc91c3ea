import type { UnknownPerson } from '@windshield/contract';
import { type FormEvent, useState } from 'react';
import { RecordPicker } from '../records/record-picker.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import type { Decision } from './decide-person.ts';
import { startName } from './person-words.ts';

interface NewContactFormProps {
  person: UnknownPerson;
  onSave: (decision: Decision) => void;
  onCancel: () => void;
}

/** A contact from what is known of an unknown person; every field can be changed before it is made. */
export function NewContactForm({ person, onSave, onCancel }: NewContactFormProps) {
  const { proposal } = person;
  const proposed = proposal.action === 'create' || proposal.action === 'link' ? proposal.account : null;
  const proposedName = proposal.action === 'create' ? proposal.accountName : null;
  const [name, setName] = useState(startName(person));
  const [title, setTitle] = useState(person.title ?? '');
  const [account, setAccount] = useState<{ id: string; name: string } | undefined>(proposed ?? undefined);
  const [newAccount, setNewAccount] = useState(proposedName ?? '');
  const [isNewAccount, setIsNewAccount] = useState(proposed === null && proposedName !== null);
  const save = (event: FormEvent) => {
    event.preventDefault();
    onSave({
      ...{ action: 'create', address: person.address, name: name.trim() },
      ...(title.trim() && { title: title.trim() }),
      ...(isNewAccount ? newAccount.trim() && { newAccountName: newAccount.trim() } : account && { accountId: account.id }),
    });
  };
  return (
    <form
      onSubmit={save}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && onCancel()}
      className="grid gap-4 border-t border-line pt-4"
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name">
          {(control) => (
            <Input {...control} autoFocus required maxLength={300} value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Field label="Title" optional>
          {(control) => <Input {...control} maxLength={300} value={title} onChange={(event) => setTitle(event.target.value)} />}
        </Field>
      </div>
      <div className="grid gap-1.5">
        {isNewAccount ? (
          <Field label="New account" optional>
            {(control) => <Input {...control} maxLength={300} value={newAccount} onChange={(event) => setNewAccount(event.target.value)} />}
          </Field>
        ) : (
          <div className="grid gap-1.5">
            <span className="text-md font-medium">
              Account <span className="font-normal text-quiet">· optional</span>
            </span>
            <RecordPicker
              kind="account"
              label="Account"
              placeholder="Find an account by name"
              {...(account && { value: account })}
              onPick={setAccount}
            />
          </div>
        )}
        <button
          type="button"
          className="justify-self-start text-sm text-accent underline underline-offset-3"
          onClick={() => setIsNewAccount(!isNewAccount)}
        >
          {isNewAccount ? 'An account that is here already' : 'A new account'}
        </button>
      </div>
      <div className="flex gap-2">
        <Button type="submit" look="primary">
          Make the contact
        </Button>
        <Button onClick={onCancel}>Back</Button>
      </div>
    </form>
  );
}
