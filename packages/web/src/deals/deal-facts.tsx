import { useQuery } from '@tanstack/react-query';
import type { DealFull } from '@windshield/contract';
import { useMe } from '../app/session.ts';
import { CustomFacts, Fact, Facts } from '../records/facts.tsx';
import { LinkedRecord } from '../records/linked-record.tsx';
import { Section } from '../records/section.tsx';
import { pipelinesQuery, useOwnerChoices } from '../records/users-query.ts';
import { InlineEdit } from '../ui/inline-edit.tsx';
import { formatMoney, formatNumber, formatPercent } from '../ui/locale.ts';
import { RelativeDate } from '../ui/relative-date.tsx';
import { changeDeal, endDeal, moveCloseDate } from './change-deal.ts';

/** The facts of a deal, each changed where it stands. */
export function DealFacts({ deal }: { deal: DealFull }) {
  const me = useMe();
  const owners = useOwnerChoices();
  const { data } = useQuery(pipelinesQuery);
  const stages = data?.pipelines.find((pipeline) => pipeline.id === deal.pipeline.id)?.stages ?? [];
  const currency = deal.currency ?? me.workspace.currency;
  const text = (label: string, field: 'leadSource' | 'type' | 'competitor' | 'lossReason' | 'description') => (
    <InlineEdit kind="text" label={label} value={deal[field]} onSave={(value) => changeDeal(deal, { [field]: value }, `${label} saved.`)} />
  );
  const chooseStage = (id: string) => {
    const stage = stages.find((one) => one.id === id);
    if (!stage) return;
    if (stage.status !== deal.status) endDeal(deal, { status: stage.status, stage });
    else changeDeal(deal, { stageId: id }, `Moved to ${stage.name}.`, { stage: { id, name: stage.name } });
  };
  return (
    <Section title="Facts" name="facts">
      <Facts>
        <Fact label="Name">
          <InlineEdit kind="text" label="Name" value={deal.name} onSave={(name) => name && changeDeal(deal, { name }, 'Name saved.')} />
        </Fact>
        <Fact label="Account" name="account">
          <LinkedRecord
            kind="account"
            label="Account"
            value={deal.account}
            onSave={(account) => changeDeal(deal, { accountId: account.id }, `Account is ${account.name}.`, { account })}
          />
        </Fact>
        <Fact label="Amount" name="amount">
          <InlineEdit
            kind="money"
            label="Amount"
            value={deal.amountMinor}
            currency={currency}
            unknown="no amount yet"
            onSave={(amountMinor) =>
              changeDeal(
                deal,
                { amountMinor, ...(amountMinor !== null && { currency }) },
                amountMinor === null ? 'Amount removed.' : `Amount is ${formatMoney(amountMinor, currency)}.`,
              )
            }
          />
        </Fact>
        <Fact label="Stage" name="stage">
          <InlineEdit
            kind="select"
            label="Stage"
            value={deal.stage.id}
            choices={stages.map((stage) => ({ value: stage.id, label: stage.name }))}
            unknown={deal.stage.name}
            onSave={chooseStage}
          />
        </Fact>
        <Fact label={deal.status === 'open' ? 'Closes' : 'Was to close'} name="closeDate">
          <InlineEdit
            kind="date"
            label="Close date"
            value={deal.expectedCloseOn}
            unknown="no date yet"
            onSave={(day) => moveCloseDate(deal, day)}
          />
          {deal.pushes > 0 && <p className="text-sm text-quiet">moved to a later month {timesWords(deal.pushes)}</p>}
        </Fact>
        <Fact label="Owner" name="owner">
          <InlineEdit
            kind="select"
            label="Owner"
            value={deal.ownerId}
            choices={owners}
            unknown={deal.owner?.name ?? 'nobody'}
            onSave={(ownerId) => {
              const owner = owners.find((choice) => choice.value === ownerId);
              changeDeal(deal, { ownerId }, `Owner is ${owner?.label ?? 'changed'}.`, {
                owner: owner ? { id: owner.value, name: owner.label } : null,
              });
            }}
          />
        </Fact>
        <Fact label="Opened" name="openedDay">
          <InlineEdit
            kind="date"
            label="Opening day"
            value={deal.openedAt?.slice(0, 10) ?? null}
            onSave={(day) => changeDeal(deal, { openedAt: day && `${day}T12:00:00Z` }, 'Opening day saved.')}
          />
        </Fact>
        {deal.closedAt && (
          <Fact label="Closed">
            <RelativeDate when={deal.closedAt} dense />
          </Fact>
        )}
        {deal.status === 'lost' && <Fact label="What decided it">{text('Reason of the loss', 'lossReason')}</Fact>}
        <Fact label="Competitor">{text('Competitor', 'competitor')}</Fact>
        <Fact label="Source">{text('Source', 'leadSource')}</Fact>
        <Fact label="Type">{text('Type', 'type')}</Fact>
        {deal.statedProbability !== null && (
          <Fact label="Their CRM said">
            <span title="The probability that the system before had written on it">{formatPercent(deal.statedProbability)}</span>
          </Fact>
        )}
        <Fact label="About">{text('Description', 'description')}</Fact>
      </Facts>
      <CustomFacts custom={deal.custom} />
    </Section>
  );
}

const timesWords = (times: number) => (times === 1 ? 'once' : times === 2 ? 'twice' : `${formatNumber(times)} times`);
