import { Link } from '@tanstack/react-router';
import type { LeadFull } from '@windshield/contract';
import { useMemo } from 'react';
import { useMe } from '../app/session.ts';
import { MayBeSame } from '../hygiene/index.ts';
import { Timeline } from '../interactions/index.ts';
import { changeRecord } from '../records/change-record.ts';
import { CustomFacts, Fact, Facts } from '../records/facts.tsx';
import { linkLook } from '../records/link-look.ts';
import { Needs } from '../records/needs.tsx';
import { NextSteps } from '../records/next-steps.tsx';
import { Notes } from '../records/notes.tsx';
import { OwnerFact } from '../records/owner-fact.tsx';
import { RecordParts } from '../records/record-parts.tsx';
import { Section } from '../records/section.tsx';
import { TextFact } from '../records/text-fact.tsx';
import { useKnownNames } from '../records/users-query.ts';
import { InlineEdit } from '../ui/inline-edit.tsx';
import { RelativeDate } from '../ui/relative-date.tsx';
import { leadStatusWords } from './lead-status.ts';
import { leadWriter } from './leads-query.ts';
import { leadStatuses } from './search.ts';

/** Everything about a lead: where it stands and what became of it first. */
export function LeadBody({ lead, isWide }: { lead: LeadFull; isWide?: boolean }) {
  const me = useMe();
  const nameOf = useKnownNames();
  const currency = lead.valueCurrency ?? me.workspace.currency;
  const names = useMemo(() => ({ nameOf, currency }), [nameOf, currency]);
  const about = { leadId: lead.id };
  const fact = { writer: leadWriter, record: lead };
  const became = lead.account ?? lead.contact ?? lead.deal;
  return (
    <RecordParts
      isWide={isWide}
      ahead={
        <>
          <MayBeSame kind="leads" id={lead.id} />
          <Section title="Where it stands">
            <Facts>
              <Fact label="Status" name="status">
                <InlineEdit
                  kind="select"
                  label="Status"
                  value={lead.status}
                  choices={leadStatuses.map((status) => ({ value: status, label: leadStatusWords[status] }))}
                  onSave={(chosen) => {
                    const status = leadStatuses.find((one) => one === chosen);
                    if (status)
                      void changeRecord(leadWriter, lead, { status }, { done: `${lead.name}: ${leadStatusWords[status].toLowerCase()}.` });
                  }}
                />
                {lead.statusName && <p className="text-sm text-quiet">“{lead.statusName}” in the system before</p>}
              </Fact>
              {(became || lead.convertedAt) && (
                <Fact label="Became">
                  <ul>
                    {lead.account && (
                      <li>
                        <Link to="/accounts/$id" params={{ id: lead.account.id }} className={linkLook}>
                          {lead.account.name}
                        </Link>
                      </li>
                    )}
                    {lead.contact && (
                      <li>
                        <Link to="/people/$id" params={{ id: lead.contact.id }} className={linkLook}>
                          {lead.contact.name}
                        </Link>
                      </li>
                    )}
                    {lead.deal && (
                      <li>
                        <Link to="/deals/$id" params={{ id: lead.deal.id }} className={linkLook}>
                          {lead.deal.name}
                        </Link>
                      </li>
                    )}
                    {lead.convertedAt && (
                      <li className="text-quiet">
                        <RelativeDate when={lead.convertedAt} dense />
                      </li>
                    )}
                  </ul>
                </Fact>
              )}
            </Facts>
          </Section>
          <NextSteps about={about} />
        </>
      }
      facts={
        <Section title="Facts" name="facts">
          <Facts>
            <TextFact {...fact} field="name" isNeeded />
            <TextFact {...fact} field="company" />
            <TextFact {...fact} field="title" />
            <TextFact {...fact} field="email" />
            <TextFact {...fact} field="phone" />
            <OwnerFact {...fact} />
            <TextFact {...fact} field="source" />
            <TextFact {...fact} field="campaign" />
            <TextFact {...fact} field="industry" />
            <TextFact {...fact} field="employees" isCount />
            <TextFact {...fact} field="country" />
            <Fact label="Worth">
              <InlineEdit
                kind="money"
                label="Worth"
                value={lead.valueMinor}
                currency={currency}
                onSave={(valueMinor) =>
                  void changeRecord(
                    leadWriter,
                    lead,
                    { valueMinor, ...(valueMinor !== null && { valueCurrency: currency }) },
                    { done: 'Worth saved.' },
                  )
                }
              />
            </Fact>
            <TextFact {...fact} field="description" />
          </Facts>
          <CustomFacts custom={lead.custom} />
        </Section>
      }
      past={
        <>
          <Needs about={about} />
          <Notes about={about} />
          <Timeline kind="leads" id={lead.id} names={names} />
        </>
      }
    />
  );
}
