import { Link } from '@tanstack/react-router';
import type { AccountFull } from '@windshield/contract';
import { useMemo } from 'react';
import { useMe } from '../app/session.ts';
import { MayBeSame } from '../hygiene/index.ts';
import { Timeline } from '../interactions/index.ts';
import { changeRecord } from '../records/change-record.ts';
import { CustomFacts, Fact, Facts } from '../records/facts.tsx';
import { linkLook } from '../records/link-look.ts';
import { LinkedRecord } from '../records/linked-record.tsx';
import { Needs } from '../records/needs.tsx';
import { NextSteps } from '../records/next-steps.tsx';
import { Notes } from '../records/notes.tsx';
import { OwnerFact } from '../records/owner-fact.tsx';
import { RecordParts } from '../records/record-parts.tsx';
import { Section } from '../records/section.tsx';
import { TextFact } from '../records/text-fact.tsx';
import { useKnownNames } from '../records/users-query.ts';
import { InlineEdit } from '../ui/inline-edit.tsx';
import { AccountDeals } from './account-deals.tsx';
import { AccountPeople } from './account-people.tsx';
import { AccountTies } from './account-ties.tsx';
import { accountWriter } from './accounts-query.ts';

/** Everything about an account: its open deals and its people before its facts. */
export function AccountBody({ account, isWide }: { account: AccountFull; isWide?: boolean }) {
  const me = useMe();
  const nameOf = useKnownNames();
  const currency = account.revenueCurrency ?? me.workspace.currency;
  const names = useMemo(() => ({ nameOf, currency }), [nameOf, currency]);
  const about = { accountId: account.id };
  const fact = { writer: accountWriter, record: account };
  return (
    <RecordParts
      isWide={isWide}
      ahead={
        <>
          <MayBeSame kind="accounts" id={account.id} />
          <AccountDeals account={account} />
          <AccountPeople account={account} />
          <AccountTies accountId={account.id} />
          <NextSteps about={about} />
        </>
      }
      facts={
        <>
          <Section title="Facts" name="facts">
            <Facts>
              <TextFact {...fact} field="name" isNeeded />
              <OwnerFact {...fact} />
              <Fact label="Belongs to">
                <LinkedRecord
                  kind="account"
                  label="parent account"
                  value={account.parent}
                  unknown="no parent account"
                  onSave={(parent) =>
                    void changeRecord(
                      accountWriter,
                      account,
                      { parentId: parent.id },
                      { done: `Belongs to ${parent.name}.`, shows: { parent } },
                    )
                  }
                />
              </Fact>
              <TextFact {...fact} field="industry" />
              <TextFact {...fact} field="type" />
              <TextFact {...fact} field="employees" isCount />
              <Fact label="Revenue">
                <InlineEdit
                  kind="money"
                  label="Revenue"
                  value={account.revenueMinor}
                  currency={currency}
                  onSave={(revenueMinor) =>
                    void changeRecord(
                      accountWriter,
                      account,
                      { revenueMinor, ...(revenueMinor !== null && { revenueCurrency: currency }) },
                      { done: 'Revenue saved.' },
                    )
                  }
                />
              </Fact>
              <TextFact {...fact} field="yearFounded" isCount />
              <TextFact {...fact} field="website" />
              <TextFact {...fact} field="phone" />
              <TextFact {...fact} field="address" />
              <TextFact {...fact} field="city" />
              <TextFact {...fact} field="country" />
              <TextFact {...fact} field="description" />
            </Facts>
            <CustomFacts custom={account.custom} />
          </Section>
          {account.children.length > 0 && (
            <Section title="Accounts that belong to it" count={account.children.length}>
              <ul className="grid grid-cols-1 gap-1 text-md">
                {account.children.map((child) => (
                  <li key={child.id}>
                    <Link to="/accounts/$id" params={{ id: child.id }} className={linkLook}>
                      {child.name}
                    </Link>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </>
      }
      past={
        <>
          <Needs about={about} />
          <Notes about={about} />
          <Timeline kind="accounts" id={account.id} names={names} />
        </>
      }
    />
  );
}
