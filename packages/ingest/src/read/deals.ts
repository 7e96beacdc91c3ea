import type { DealContact, DealLine, DealRecord, DealStatus, Ref } from '@windshield/core';
import { bareStage, isOpenWord, statusByName } from '../plan/stages.ts';
import type { ReadingContext } from './context.ts';
import { given, identityReader, keyed } from './identity.ts';
import { type Cells, type PlanColumns, RowError } from './plan-columns.ts';

export interface DealEvidence {
  readonly isWon?: boolean | undefined;
  readonly isClosed?: boolean | undefined;
  readonly statusName?: string | undefined;
  readonly hasWonTime: boolean;
  readonly hasLostTime: boolean;
}

/** Whether a row says itself that its deal is open, won or lost; the stage decides where it does not. */
export function statusOfRow(row: DealEvidence): DealStatus | undefined {
  if (row.isWon === true) return 'won';
  if (row.isClosed === true && row.isWon === false) return 'lost';
  if (row.isClosed === false) return 'open';
  if (row.statusName !== undefined) {
    const named = statusByName(row.statusName);
    if (named) return named;
    if (isOpenWord(row.statusName)) return 'open';
  }
  if (row.hasWonTime !== row.hasLostTime) return row.hasWonTime ? 'won' : 'lost';
  return undefined;
}

/** Reads what `statusOfRow` judges by. */
export function evidenceReader(columns: PlanColumns): (cells: Cells) => DealEvidence {
  const isWon = columns.truth('isWon');
  const isClosed = columns.truth('isClosed');
  const statusName = columns.text('statusName');
  const wonAt = columns.text('wonAt');
  const lostAt = columns.text('lostAt');
  return (cells) => ({
    isWon: isWon(cells),
    isClosed: isClosed(cells),
    statusName: statusName(cells),
    hasWonTime: wonAt(cells) !== undefined,
    hasLostTime: lostAt(cells) !== undefined,
  });
}

/** The stage as a row names it, without a system's additions. */
export function stageReader(
  columns: PlanColumns,
  context?: Pick<ReadingContext, 'stages' | 'pipelines'>,
): (cells: Cells) => string | undefined {
  const stage = columns.text('stageName');
  const pipeline = columns.text('pipelineName');
  const isHubspot = columns.plan.system === 'hubspot';
  return (cells) => {
    const name = stage(cells);
    if (name === undefined) return undefined;
    const labelled = context?.stages.get(name)?.name ?? name;
    return isHubspot ? bareStage(labelled, pipeline(cells)) : labelled;
  };
}

/**
 * Deals. A close date in one column for open and closed deals alike is the expected day, and for closed ones also the
 * day they closed. A lost deal of amount 0 tells what it brought, not what was at stake: its amount is unknown.
 */
export function dealReader(columns: PlanColumns, context: ReadingContext): (cells: Cells) => DealRecord {
  const identity = identityReader(columns);
  const name = columns.text('name');
  const account = columns.ref('account');
  const owner = columns.ref('owner');
  const pipeline = columns.text('pipelineName');
  const stage = stageReader(columns, context);
  const rawStage = columns.text('stageName');
  const evidence = evidenceReader(columns);
  const amount = columns.money('amount');
  const actualAmount = columns.money('actualAmount');
  const openedAt = columns.instant('openedAt');
  const closeOn = columns.day('closeOn');
  const closeAt = columns.instant('closeOn');
  const expectedCloseOn = columns.day('expectedCloseOn');
  const closedAt = columns.instant('closedAt');
  const wonAt = columns.instant('wonAt');
  const lostAt = columns.instant('lostAt');
  const lossReason = columns.text('lossReason');
  const competitor = columns.text('competitor');
  const leadSource = columns.text('leadSource');
  const type = columns.text('type');
  const probability = columns.number('statedProbability');
  const nextStep = columns.text('nextStep');
  const nextStepDueOn = columns.day('nextStepDueOn');
  const need = columns.text('need');
  const description = columns.text('description');
  const contacts = columns.refs('contact');
  const product = columns.ref('product');
  const quantity = columns.number('quantity');
  const stages = new Map(columns.plan.stages.map((one) => [one.name, one.status]));
  return (cells) => {
    const own = identity(cells);
    const key = own.externalId === undefined ? undefined : columns.keyOf(own.externalId);
    const stageName = stage(cells);
    const row = evidence(cells);
    const ofStage = context.stages.get(rawStage(cells) ?? '')?.status;
    const status =
      statusOfRow(row) ?? ofStage ?? (stageName === undefined ? undefined : (stages.get(stageName) ?? statusByName(stageName))) ?? 'open';
    const company = account(cells) ?? (key === undefined ? undefined : context.dealAccounts.get(key));
    const item = product(cells);
    const written = name(cells) ?? madeName(company, item) ?? own.externalId;
    if (written === undefined) throw new RowError(columns.headerOf('name'), 'is empty; expected the deal’s name');
    const stated = status === 'won' ? (actualAmount(cells) ?? amount(cells)) : amount(cells);
    const money = status === 'lost' && stated?.amountMinor === 0 ? undefined : stated;
    const isOver = status !== 'open';
    const chance = probability(cells);
    const named = pipeline(cells);
    const lines: readonly DealLine[] =
      (key === undefined ? undefined : context.dealLines.get(key)) ??
      (item ? [{ product: item, ...given({ quantity: quantity(cells) }) }] : []);
    return keyed({
      kind: 'deals',
      ...own,
      name: written,
      stageName: stageName ?? (isOver ? (status === 'won' ? 'Won' : 'Lost') : (row.statusName ?? 'Open')),
      status,
      contacts: withContacts(contacts(cells), key === undefined ? undefined : context.dealContacts.get(key)),
      lines,
      ...given({
        account: company,
        owner: owner(cells),
        pipelineName: named === undefined ? undefined : (context.pipelines.get(named) ?? named),
        amount: money,
        openedAt: openedAt(cells) ?? own.createdAt,
        expectedCloseOn: expectedCloseOn(cells) ?? closeOn(cells),
        closedAt: isOver ? (closedAt(cells) ?? (status === 'won' ? wonAt(cells) : lostAt(cells)) ?? closeAt(cells)) : undefined,
        lossReason: status === 'lost' ? lossReason(cells) : undefined,
        competitor: competitor(cells),
        leadSource: leadSource(cells),
        type: type(cells),
        statedProbability: chance === undefined ? undefined : share(chance),
        nextStep: nextStep(cells),
        nextStepDueOn: nextStepDueOn(cells),
        need: need(cells),
        description: description(cells),
      }),
    });
  };
}

/** A system without names for deals: the company and the product say which it is. */
function madeName(account: Ref | undefined, product: Ref | undefined): string | undefined {
  const parts = [account?.name, product?.name].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' · ');
}

/** Systems state percent (75) or shares (0.75). */
function share(chance: number): number {
  const asShare = chance > 1 ? chance / 100 : chance;
  return Math.min(1, Math.max(0, asShare));
}

function withContacts(named: readonly Ref[], joined: readonly DealContact[] | undefined): DealContact[] {
  const contacts: DealContact[] = joined ? [...joined] : [];
  for (const contact of named) {
    if (!contacts.some((one) => one.contact.key !== undefined && one.contact.key === contact.key)) contacts.push({ contact });
  }
  return contacts;
}
