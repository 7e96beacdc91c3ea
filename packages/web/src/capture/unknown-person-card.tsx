import type { UnknownPerson } from '@windshield/contract';
import { isFreeMailDomain } from '@windshield/core';
import { useEffect, useRef } from 'react';
import { RecordPicker } from '../records/record-picker.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { formatList } from '../ui/locale.ts';
import { Menu } from '../ui/menu.tsx';
import { RelativeDate } from '../ui/relative-date.tsx';
import { type Decision, proposedDecision } from './decide-person.ts';
import { NewContactForm } from './new-contact-form.tsx';
import { distinctSubjects, domainOfAddress, exchangeSentence, proposalWords } from './person-words.ts';

export type PersonForm = 'create' | 'link';

interface CardProps {
  person: UnknownPerson;
  form: PersonForm | undefined;
  onForm: (form: PersonForm | undefined) => void;
  onDecide: (decision: Decision) => void;
  onTakeOut: (action: 'ignore' | 'private', scope?: 'address' | 'domain') => void;
}

/** One unknown person: who it may be, what passed, what is proposed and why, and the other ways. */
export function UnknownPersonCard({ person, form, onForm, onDecide, onTakeOut }: CardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The next person is read out, and Enter belongs to the proposal, not to a button of the one before.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const { address, name, otherNames, title, phone, subjects, proposal } = person;
  const domain = domainOfAddress(address);
  const details = [title, phone].filter((one) => one !== null);
  return (
    <article className="grid animate-slide grid-cols-1 gap-4 rounded-lg border border-line bg-surface p-5 sm:p-6">
      <header>
        <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold wrap-anywhere outline-none">
          {name ?? address}
        </h2>
        {name && <p className="text-md wrap-anywhere text-quiet">{address}</p>}
        {details.length > 0 && <p className="text-md">{details.join(' · ')}</p>}
        {otherNames.length > 0 && <p className="text-sm text-quiet">Also written {formatList(otherNames.slice(0, 3))}</p>}
      </header>
      <div className="grid gap-1 text-md">
        <p>
          {exchangeSentence(person)} Last <RelativeDate when={person.lastAt} dense />.
        </p>
        {subjects.length > 0 && (
          <ul aria-label="Last subjects" className="grid gap-0.5 text-quiet">
            {distinctSubjects(subjects).map((subject) => (
              <li key={subject} className="truncate">
                “{subject}”
              </li>
            ))}
          </ul>
        )}
      </div>
      {form === 'create' ? (
        <NewContactForm person={person} onSave={onDecide} onCancel={() => onForm(undefined)} />
      ) : form === 'link' ? (
        <div className="grid gap-2">
          <RecordPicker
            kind="contact"
            label="Who it is"
            placeholder="Find the contact by name"
            startsFocused
            onPick={(contact) => onDecide({ action: 'link', address, contactId: contact.id })}
          />
          <div>
            <Button size="small" onClick={() => onForm(undefined)}>
              Back
            </Button>
          </div>
        </div>
      ) : (
        <>
          <div className="grid gap-1.5">
            <Button
              look="primary"
              hint="enter"
              className="h-auto min-h-11 whitespace-normal py-2"
              onClick={() => onDecide(proposedDecision(person))}
            >
              {proposalWords(person)}
            </Button>
            <p className="text-sm text-quiet">Proposed because: {lowerFirst(proposal.why)}.</p>
          </div>
          <div className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
            <Button className="h-11 sm:h-9" hint="c" onClick={() => onForm('create')}>
              New contact…
            </Button>
            <Button className="h-11 sm:h-9" hint="l" onClick={() => onForm('link')}>
              We know them…
            </Button>
            <Button className="h-11 sm:h-9" hint="i" onClick={() => onTakeOut('ignore')}>
              Ignore
            </Button>
            <Button className="h-11 sm:h-9" hint="p" onClick={() => onTakeOut('private')}>
              Private
            </Button>
            {!isFreeMailDomain(domain) && (
              <Menu
                align="start"
                trigger={
                  <Button look="bare" className="h-11 max-sm:col-span-2 sm:h-9">
                    Everybody at <span className="-ml-1 max-w-48 truncate">{domain}</span>
                    <Icon name="down" size={12} />
                  </Button>
                }
                actions={[
                  { label: `Ignore everybody at ${domain}`, run: () => onTakeOut('ignore', 'domain') },
                  { label: `Everybody at ${domain} is private`, run: () => onTakeOut('private', 'domain') },
                ]}
              />
            )}
          </div>
          <p className="text-sm text-quiet">
            Private: nothing of them is kept. Ignored: forgotten after 30 days. Until you decide, colleagues see nothing of it.
          </p>
        </>
      )}
    </article>
  );
}

/** Inside a sentence; names that begin with two capitals, and addresses, stay as they are. */
const lowerFirst = (text: string): string =>
  /^(?:You|They|Anybody|Others|A) /.test(text) ? text.charAt(0).toLocaleLowerCase() + text.slice(1) : text;
