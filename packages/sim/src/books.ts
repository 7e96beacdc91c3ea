import {
  type ChangeRecord,
  type CostRecord,
  type DayNumber,
  type DealRecord,
  isoDay,
  type LeadRecord,
  type NeedRecord,
  type NextStepRecord,
  type NoteRecord,
  type OutcomeRecord,
  type Ref,
  type TargetRecord,
} from '@windshield/core';
import type { Minute } from './agenda.ts';
import { instantAt } from './calendar.ts';
import { homeCurrency } from './market.ts';
import type { Deal, Person, Seller } from './world.ts';

export const stages = ['Qualified', 'Need understood', 'Offer', 'Agreement'] as const;

type Changing<R> = { -readonly [K in keyof R]: R[K] };
/** A record that still changes while the company lives. */
export type OpenStep = Changing<NextStepRecord>;
export type OpenLead = Changing<LeadRecord>;

/** What the company writes down about itself. */
export class Books {
  readonly changes: ChangeRecord[] = [];
  readonly nextSteps: OpenStep[] = [];
  readonly needs: NeedRecord[] = [];
  readonly notes: NoteRecord[] = [];
  readonly outcomes: Changing<OutcomeRecord>[] = [];
  readonly leads: { record: OpenLead; person: Person; referredBy?: Person | undefined }[] = [];
  readonly costs: CostRecord[] = [];
  readonly targets: TargetRecord[] = [];
  /** Won amounts by day of signing. */
  readonly won: { day: DayNumber; amountMinor: number; seller: Seller }[] = [];
  private readonly closings = new Map<Deal, { at: Minute; status: 'won' | 'lost'; reason?: string; competitor?: string }>();

  changeDeal(deal: Deal, field: string, at: Minute, from: string, to: string, reason?: string): void {
    this.change('deals', { key: `id:${deal.id}` }, field, at, from, to, deal.seller, reason);
  }

  changeLead(lead: OpenLead, field: string, at: Minute, from: string, to: string, by: Seller, reason?: string): void {
    this.change('leads', { key: lead.key }, field, at, from, to, by, reason);
  }

  advance(deal: Deal, stage: number, at: Minute): void {
    if (!deal.isOpenInBooks || stage <= deal.stage) return;
    this.changeDeal(deal, 'stageName', at, stages[deal.stage] as string, stages[stage] as string);
    deal.stage = stage;
  }

  moveDate(deal: Deal, to: DayNumber, at: Minute, reason?: string): void {
    this.changeDeal(deal, 'expectedCloseOn', at, isoDay(deal.expectedCloseDay), isoDay(to), reason);
    deal.expectedCloseDay = to;
  }

  close(deal: Deal, at: Minute, status: 'won' | 'lost', lost: { reason?: string; competitor?: string } = {}): void {
    if (!deal.isOpenInBooks) return;
    deal.isOpenInBooks = false;
    deal.seller.openDeals.splice(deal.seller.openDeals.indexOf(deal), 1);
    this.closings.set(deal, { at, status, ...lost });
  }

  closingOf(deal: Deal): { at: Minute; status: 'won' | 'lost' } | undefined {
    return this.closings.get(deal);
  }

  dealRecord(deal: Deal): DealRecord {
    const closing = this.closings.get(deal);
    const { account, seller, product } = deal;
    const primary = deal.members.find(({ isEngaged, person }) => isEngaged && !person.isErased)?.person;
    const contactOf = (person: Person) => ({ key: person.record.key, name: person.record.name });
    return {
      kind: 'deals',
      key: `id:${deal.id}`,
      externalId: deal.id,
      name: `${account.record.name.split(' ')[0]}: ${product.record.name}${deal.type === 'Renewal' ? ' renewal' : ''}`,
      account: { key: account.record.key, name: account.record.name },
      owner: { key: seller.record.key, name: seller.record.name },
      pipelineName: deal.type === 'Renewal' ? 'Renewals' : 'New business',
      stageName: closing?.status === 'won' ? 'Won' : closing?.status === 'lost' ? 'Lost' : (stages[deal.stage] as string),
      status: closing?.status ?? 'open',
      amount: { amountMinor: deal.amountMinor, currency: homeCurrency },
      openedAt: instantAt(deal.openedAt),
      createdAt: instantAt(deal.openedAt),
      expectedCloseOn: isoDay(deal.expectedCloseDay),
      ...(closing === undefined ? {} : { closedAt: instantAt(closing.at) }),
      ...(closing?.reason === undefined ? {} : { lossReason: closing.reason }),
      ...(closing?.competitor === undefined ? {} : { competitor: closing.competitor }),
      leadSource: deal.source,
      type: deal.type,
      contacts: deal.members
        .filter(({ isEngaged, person }) => isEngaged && person.isKnown && !person.isErased)
        .map(({ person }) => ({
          contact: contactOf(person),
          ...(person.role === 'champion' ? { role: 'Champion' } : person.role === 'decision maker' ? { role: 'Decision maker' } : {}),
          ...(person === primary ? { isPrimary: true } : {}),
        })),
      lines: [{ product: { key: product.record.key, name: product.record.name }, quantity: 1, amountMinor: deal.amountMinor }],
    };
  }

  promise(deal: Deal, promisedBy: 'us' | 'them', what: string, dueDay: DayNumber, at: Minute): OpenStep {
    const id = `step-${this.nextSteps.length + 1}`;
    const step: OpenStep = {
      kind: 'nextSteps',
      key: `id:${id}`,
      externalId: id,
      what,
      promisedBy,
      user: { key: deal.seller.record.key, name: deal.seller.record.name },
      ...this.aboutDeal(deal),
      dueOn: isoDay(dueDay),
      status: 'open',
      createdAt: instantAt(at),
    };
    this.nextSteps.push(step);
    return step;
  }

  settle(step: OpenStep, status: 'kept' | 'broken' | 'dropped', at: Minute): void {
    if (step.status !== 'open') return;
    step.status = status;
    step.settledAt = instantAt(at);
  }

  need(deal: Deal, words: string, person: Person, at: Minute): void {
    const id = `need-${this.needs.length + 1}`;
    this.needs.push({
      kind: 'needs',
      key: `id:${id}`,
      externalId: id,
      words,
      language: 'en',
      occurredAt: instantAt(at),
      ...this.aboutDeal(deal),
      contact: { key: person.record.key, name: person.record.name },
    });
  }

  note(deal: Deal, body: string, at: Minute): void {
    const id = `note-${this.notes.length + 1}`;
    this.notes.push({
      kind: 'notes',
      key: `id:${id}`,
      externalId: id,
      body,
      author: { key: deal.seller.record.key, name: deal.seller.record.name },
      occurredAt: instantAt(at),
      deal: { key: `id:${deal.id}` },
    });
  }

  promiseOutcome(deal: Deal, promised: string, day: DayNumber): Changing<OutcomeRecord> {
    const id = `outcome-${this.outcomes.length + 1}`;
    const { account } = this.aboutDeal(deal);
    const outcome: Changing<OutcomeRecord> = {
      kind: 'outcomes',
      key: `id:${id}`,
      externalId: id,
      promised,
      promisedOn: isoDay(day),
      deal: { key: `id:${deal.id}` },
      account,
    };
    this.outcomes.push(outcome);
    return outcome;
  }

  cost(cost: Omit<CostRecord, 'kind' | 'key' | 'externalId'>): void {
    const id = `cost-${this.costs.length + 1}`;
    this.costs.push({ kind: 'costs', key: `id:${id}`, externalId: id, ...cost });
  }

  target(period: string, amountMinor: number): void {
    const id = `target-${period}`;
    this.targets.push({ kind: 'targets', key: `id:${id}`, externalId: id, period, amount: { amountMinor, currency: homeCurrency } });
  }

  private aboutDeal(deal: Deal): { deal: Ref; account: Ref } {
    const { key, name } = deal.account.record;
    return { deal: { key: `id:${deal.id}` }, account: { key, name } };
  }

  private change(
    recordKind: 'deals' | 'leads',
    record: Ref,
    field: string,
    at: Minute,
    from: string,
    to: string,
    by: Seller,
    reason?: string,
  ): void {
    const id = `change-${this.changes.length + 1}`;
    this.changes.push({
      kind: 'changes',
      key: `id:${id}`,
      externalId: id,
      recordKind,
      record,
      field,
      from,
      to,
      occurredAt: instantAt(at),
      user: { key: by.record.key, name: by.record.name },
      ...(reason === undefined ? {} : { reason }),
    });
  }
}
