import type { CostRecord, NeedRecord, NextStepRecord, NoteRecord, OutcomeRecord, RateRecord, TargetRecord } from '@windshield/core';
import { parseCurrency } from '../cells/money.ts';
import { statusWord } from './activity-status.ts';
import type { ReadingContext } from './context.ts';
import { given, identityReader, keyed } from './identity.ts';
import { type Cells, type PlanColumns, RowError } from './plan-columns.ts';

/** A needed cell: its value, or the row is kept aside. */
function required<T>(columns: PlanColumns, field: string, value: T | undefined, expected: string): T {
  if (value === undefined) throw new RowError(columns.headerOf(field), `is empty; expected ${expected}`);
  return value;
}

function aboutReader(columns: PlanColumns) {
  const account = columns.ref('account');
  const contact = columns.ref('contact');
  const deal = columns.ref('deal');
  const lead = columns.ref('lead');
  return (cells: Cells) => given({ account: account(cells), contact: contact(cells), deal: deal(cells), lead: lead(cells) });
}

export function nextStepReader(columns: PlanColumns): (cells: Cells) => NextStepRecord {
  const identity = identityReader(columns);
  const about = aboutReader(columns);
  const what = columns.text('what');
  const promisedBy = columns.text('promisedBy');
  const user = columns.ref('user');
  const dueOn = columns.day('dueOn');
  const status = columns.text('status');
  const settledAt = columns.instant('settledAt');
  return (cells) => {
    const written = status(cells);
    const isDone = statusWord(written) === true || /kept|gehalten/i.test(written ?? '');
    return keyed({
      kind: 'nextSteps',
      ...identity(cells),
      ...about(cells),
      what: required(columns, 'what', what(cells), 'what was promised'),
      promisedBy: /them|customer|client|kunde|buyer/i.test(promisedBy(cells) ?? '') ? 'them' : 'us',
      status: isDone ? 'kept' : /broken|missed/i.test(written ?? '') ? 'broken' : /drop|cancel/i.test(written ?? '') ? 'dropped' : 'open',
      ...given({ user: user(cells), dueOn: dueOn(cells), settledAt: settledAt(cells) }),
    });
  };
}

export function needReader(columns: PlanColumns): (cells: Cells) => NeedRecord {
  const identity = identityReader(columns);
  const about = aboutReader(columns);
  const words = columns.text('words');
  const language = columns.text('language');
  const occurredAt = columns.instant('occurredAt');
  return (cells) =>
    keyed({
      kind: 'needs',
      ...identity(cells),
      ...about(cells),
      words: required(columns, 'words', words(cells), 'the customer’s problem in their words'),
      ...given({ language: language(cells), occurredAt: occurredAt(cells) }),
    });
}

export function noteReader(columns: PlanColumns, context: ReadingContext): (cells: Cells) => NoteRecord {
  const identity = identityReader(columns);
  const about = aboutReader(columns);
  const body = columns.text('body');
  const author = columns.ref('author');
  const occurredAt = columns.instant('occurredAt');
  return (cells) => {
    const own = identity(cells);
    const key = own.externalId === undefined ? '' : columns.keyOf(own.externalId);
    return keyed({
      kind: 'notes',
      ...own,
      ...given({
        account: context.engagementAccounts.get(key),
        contact: context.engagementContacts.get(key)?.[0],
        deal: context.engagementDeals.get(key),
      }),
      ...about(cells),
      body: required(columns, 'body', body(cells), 'the note’s text'),
      ...given({ author: author(cells), occurredAt: occurredAt(cells) ?? own.createdAt }),
    });
  };
}

export function outcomeReader(columns: PlanColumns): (cells: Cells) => OutcomeRecord {
  const identity = identityReader(columns);
  const about = aboutReader(columns);
  const promised = columns.text('promised');
  const delivered = columns.text('delivered');
  const promisedOn = columns.day('promisedOn');
  const deliveredOn = columns.day('deliveredOn');
  return (cells) =>
    keyed({
      kind: 'outcomes',
      ...identity(cells),
      ...about(cells),
      promised: required(columns, 'promised', promised(cells), 'what was promised'),
      ...given({ delivered: delivered(cells), promisedOn: promisedOn(cells), deliveredOn: deliveredOn(cells) }),
    });
}

export function costReader(columns: PlanColumns): (cells: Cells) => CostRecord {
  const identity = identityReader(columns);
  const about = aboutReader(columns);
  const type = columns.text('type');
  const amount = columns.money('amount');
  const incurredOn = columns.day('incurredOn');
  const leadSource = columns.text('leadSource');
  const campaign = columns.text('campaign');
  const user = columns.ref('user');
  const description = columns.text('description');
  return (cells) => {
    const written = type(cells) ?? '';
    const named = campaign(cells);
    return keyed({
      kind: 'costs',
      ...identity(cells),
      ...about(cells),
      type:
        /campaign|market|werb|advert|event|fair|messe/i.test(written) || (written === '' && named !== undefined)
          ? 'campaign'
          : /travel|reise|trip|flight|hotel/i.test(written)
            ? 'travel'
            : /day.?rate|tagessatz|labou?r|salary/i.test(written)
              ? 'dayRate'
              : 'other',
      amount: required(columns, 'amount', amount(cells), 'an amount'),
      incurredOn: required(columns, 'incurredOn', incurredOn(cells), 'the day of the cost'),
      ...given({ leadSource: leadSource(cells), campaign: named, user: user(cells), description: description(cells) }),
    });
  };
}

export function targetReader(columns: PlanColumns): (cells: Cells) => TargetRecord {
  const identity = identityReader(columns);
  const period = columns.text('period');
  const amount = columns.money('amount');
  const user = columns.ref('user');
  const teamName = columns.text('teamName');
  return (cells) => {
    const written = required(columns, 'period', period(cells), 'a period such as 2026-Q4');
    const known = periodOf(written);
    if (known === undefined)
      throw new RowError(columns.headerOf('period'), `"${written}" is not a period; expected one such as 2026-Q4, 2026-11 or 2026`);
    return keyed({
      kind: 'targets',
      ...identity(cells),
      period: known,
      amount: required(columns, 'amount', amount(cells), 'an amount'),
      ...given({ user: user(cells), teamName: teamName(cells) }),
    });
  };
}

/** `Q4-2026`, `Q4 2026`, `2026 Q4`, `T4 2026`, `11/2026`, `2026-11`, `2026`. */
function periodOf(text: string): string | undefined {
  const quarter = /^(?:[QTKP]\s?([1-4])[\s\-/]*(\d{4})|(\d{4})[\s\-/]*[QTKP]\s?([1-4]))$/i.exec(text);
  if (quarter) return `${quarter[2] ?? quarter[3]}-Q${quarter[1] ?? quarter[4]}`;
  const month = /^(?:(\d{1,2})[./-](\d{4})|(\d{4})[./-](\d{1,2}))(?:[./-]0?1)?$/.exec(text);
  if (month) {
    const number = Number(month[1] ?? month[4]);
    return number >= 1 && number <= 12 ? `${month[2] ?? month[3]}-${String(number).padStart(2, '0')}` : undefined;
  }
  return /^(?:FY\s?)?(\d{4})$/i.exec(text)?.[1];
}

export function rateReader(columns: PlanColumns): (cells: Cells) => RateRecord {
  const identity = identityReader(columns);
  const on = columns.day('on');
  const from = columns.text('from');
  const to = columns.text('to');
  const rate = columns.number('rate');
  const currencyOf = (field: string, text: string | undefined) => {
    const code = text === undefined ? undefined : parseCurrency(text);
    if (code === undefined) throw new RowError(columns.headerOf(field), `"${text ?? ''}" is not a currency; expected a code such as EUR`);
    return code;
  };
  return (cells) => {
    const value = required(columns, 'rate', rate(cells), 'a rate such as 1.08');
    if (value <= 0) throw new RowError(columns.headerOf('rate'), `${value} is not a rate; expected a number above 0`);
    return keyed({
      kind: 'rates',
      ...identity(cells),
      on: required(columns, 'on', on(cells), 'the day of the rate'),
      from: columns.has('from') ? currencyOf('from', from(cells)) : columns.currency,
      to: columns.has('to') ? currencyOf('to', to(cells)) : columns.currency,
      rate: value,
    });
  };
}
