import { Link } from '@tanstack/react-router';
import type { ContactFull } from '@windshield/contract';
import { useMemo } from 'react';
import { Proposals } from '../capture/index.ts';
import { MayBeSame } from '../hygiene/index.ts';
import { Timeline } from '../interactions/index.ts';
import { useAsOf } from '../records/as-of.ts';
import { changeRecord } from '../records/change-record.ts';
import { CustomFacts, Fact, Facts } from '../records/facts.tsx';
import { linkLook } from '../records/link-look.ts';
import { LinkedRecord } from '../records/linked-record.tsx';
import { Needs } from '../records/needs.tsx';
import { NextSteps } from '../records/next-steps.tsx';
import { Notes } from '../records/notes.tsx';
import { OwnerFact } from '../records/owner-fact.tsx';
import { quietWords } from '../records/quiet-words.ts';
import { RecordParts } from '../records/record-parts.tsx';
import { Section } from '../records/section.tsx';
import { TextFact } from '../records/text-fact.tsx';
import { useKnownNames } from '../records/users-query.ts';
import { formatDate } from '../ui/locale.ts';
import { ContactPoints } from './contact-points.tsx';
import { contactWriter } from './people-query.ts';

/** Everything about a person: how to reach them and who here knows them first. */
export function ContactBody({ contact, isWide }: { contact: ContactFull; isWide?: boolean }) {
  const asOf = useAsOf();
  const nameOf = useKnownNames();
  const names = useMemo(() => ({ nameOf, currency: undefined }), [nameOf]);
  const about = { contactId: contact.id };
  const also = contact.accountId ? { accountId: contact.accountId } : {};
  const former = contact.employments.filter((job) => job.account.id !== contact.accountId || job.endedOn);
  return (
    <RecordParts
      isWide={isWide}
      ahead={
        <>
          <MayBeSame kind="contacts" id={contact.id} />
          <Proposals about={about} />
          <Section title="Who here knows them">
            {contact.knownBy.length === 0 ? (
              <p className="text-md text-quiet">Nobody here has been in touch on record.</p>
            ) : (
              <ul className="grid gap-1 text-md">
                {contact.knownBy.map(({ user, lastInteractionAt }) => (
                  <li key={user.id}>
                    {user.name} <span className="text-quiet">· {quietWords(lastInteractionAt, asOf)}</span>
                  </li>
                ))}
              </ul>
            )}
          </Section>
          <NextSteps about={about} also={also} />
        </>
      }
      facts={
        <>
          <ContactPoints contact={contact} />
          <Section title="Facts" name="facts">
            <Facts>
              <TextFact writer={contactWriter} record={contact} field="name" isNeeded />
              <TextFact writer={contactWriter} record={contact} field="title" />
              <Fact label="Works at" name="account">
                <LinkedRecord
                  kind="account"
                  label="account where they work"
                  value={contact.account}
                  onSave={(account) =>
                    void changeRecord(
                      contactWriter,
                      contact,
                      { accountId: account.id },
                      { done: `Works at ${account.name}.`, shows: { account } },
                    )
                  }
                />
              </Fact>
              <OwnerFact writer={contactWriter} record={contact} />
              <TextFact writer={contactWriter} record={contact} field="language" />
              <TextFact writer={contactWriter} record={contact} field="country" />
              <TextFact writer={contactWriter} record={contact} field="lifecycle" />
              <TextFact writer={contactWriter} record={contact} field="description" />
            </Facts>
            <CustomFacts custom={contact.custom} />
          </Section>
          {former.length > 0 && (
            <Section title="Worked before at">
              <ul className="grid gap-1 text-md">
                {former.map((job) => (
                  <li key={`${job.account.id} ${job.startedOn}`}>
                    <Link to="/accounts/$id" params={{ id: job.account.id }} className={linkLook}>
                      {job.account.name}
                    </Link>
                    <span className="text-quiet">
                      {job.title && ` · ${job.title}`}
                      {job.endedOn && ` · until ${formatDate(job.endedOn)}`}
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Section title="Deals" count={contact.deals.length}>
            {contact.deals.length === 0 ? (
              <p className="text-md text-quiet">Not in the buying group of any deal.</p>
            ) : (
              <ul className="grid gap-1 text-md">
                {contact.deals.map((deal) => (
                  <li key={deal.id}>
                    <Link to="/deals/$id" params={{ id: deal.id }} className={linkLook}>
                      {deal.name}
                    </Link>
                    <span className="text-quiet">
                      {' '}
                      · {deal.status}
                      {deal.role && ` · ${deal.role}`}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        </>
      }
      past={
        <>
          <Needs about={about} also={also} />
          <Notes about={about} also={also} />
          <Timeline kind="contacts" id={contact.id} names={names} />
        </>
      }
    />
  );
}
