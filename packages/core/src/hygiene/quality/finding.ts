/** Which kind of trouble: not there, no longer true, cannot be, contradicts something else. */
export type FindingRule = 'missing' | 'stale' | 'invalid' | 'contradiction';

/** What an answer does to the record. The store carries it out through the same rooms that people write through. */
export type Mend =
  /** Writes one field of the record itself; without `value`, what the person types. */
  | { readonly kind: 'set'; readonly field: string; readonly value?: string | number | null }
  /** Several fields at once, such as an amount with its currency. */
  | { readonly kind: 'setAll'; readonly values: Readonly<Record<string, string | number | null>> }
  /** Takes a mail address or phone away from a contact; with `replace`, what the person types comes in its place. */
  | {
      readonly kind: 'point';
      readonly point: 'email' | 'phone';
      readonly from: string | null;
      readonly does: 'remove' | 'replace' | 'confirm';
    }
  /** Settles the open next steps of a deal. */
  | { readonly kind: 'settleSteps'; readonly status: 'kept' | 'dropped' }
  /** Adds a next step with what the person types. */
  | { readonly kind: 'addStep' }
  /** The record is right as it is; not asked again while the facts stay the same. */
  | { readonly kind: 'keep' };

export interface FindingAnswer {
  readonly key: string;
  readonly text: string;
  /** What would be written, for people to see. */
  readonly value?: string | undefined;
  readonly needsValue: boolean;
  readonly mend: Mend;
}

/** One question about one record, with the answers that are likely. */
export interface QualityFinding {
  readonly key: string;
  readonly rule: FindingRule;
  readonly field?: string | undefined;
  /** The value as it stands, for people. */
  readonly now?: string | undefined;
  readonly question: string;
  readonly why: string;
  /** That something is wrong, 0 to 1, where it is estimated rather than plain to see. */
  readonly chance?: number | undefined;
  /** Likeliest first. */
  readonly answers: readonly FindingAnswer[];
  /** The facts it rests on: answered "it is right", it is not asked again until these change. */
  readonly fingerprint: string;
}

/** What kinds of questions there are, for headings and for answering many at once. */
export interface FindingKind {
  readonly rule: FindingRule;
  /** "deals that are closed but have open steps" */
  readonly text: string;
  /** Whether one answer can be right for many. */
  readonly canBulk: boolean;
}

export const findingKinds = {
  'deal.closedWithOpenSteps': { rule: 'contradiction', text: 'closed deals with open next steps', canBulk: true },
  'deal.ownerLeft': { rule: 'contradiction', text: 'open deals whose owner has left', canBulk: true },
  'deal.closedBeforeOpened': { rule: 'invalid', text: 'deals closed before they were opened', canBulk: false },
  'deal.closedAhead': { rule: 'invalid', text: 'deals closed on a day that is still to come', canBulk: false },
  'deal.dateImpossible': { rule: 'invalid', text: 'close dates that cannot be', canBulk: true },
  'deal.amountImpossible': { rule: 'invalid', text: 'amounts that are hard to believe', canBulk: false },
  'deal.closeDatePassed': { rule: 'stale', text: 'open deals whose close date has passed', canBulk: false },
  'deal.noNextStep': { rule: 'missing', text: 'open deals without a next step', canBulk: false },
  'deal.noPeople': { rule: 'missing', text: 'open deals without anybody on the customer’s side', canBulk: false },
  'deal.noCloseDate': { rule: 'missing', text: 'open deals without a close date', canBulk: false },
  'deal.noAmount': { rule: 'missing', text: 'open deals without an amount', canBulk: false },
  'deal.noOwner': { rule: 'missing', text: 'open deals that nobody owns', canBulk: true },
  'deal.noAccount': { rule: 'missing', text: 'open deals without an account', canBulk: false },
  'contact.mailBounces': { rule: 'stale', text: 'people whose mail comes back', canBulk: true },
  'contact.mailInvalid': { rule: 'invalid', text: 'mail addresses that cannot be', canBulk: true },
  'contact.phoneInvalid': { rule: 'invalid', text: 'phone numbers that cannot be', canBulk: true },
  'contact.mailElsewhere': { rule: 'contradiction', text: 'people whose mail is of another account', canBulk: true },
  'contact.jobMayBeOld': { rule: 'stale', text: 'people who may have moved on', canBulk: false },
  'contact.noWayToReach': { rule: 'missing', text: 'people in open deals without mail or phone', canBulk: false },
  'contact.ownerLeft': { rule: 'contradiction', text: 'people whose owner has left', canBulk: true },
  'account.ownerLeft': { rule: 'contradiction', text: 'accounts whose owner has left', canBulk: true },
  'account.noOwner': { rule: 'missing', text: 'accounts with open deals that nobody owns', canBulk: true },
  'account.domainInvalid': { rule: 'invalid', text: 'domains that cannot be', canBulk: true },
  'account.foundedImpossible': { rule: 'invalid', text: 'founding years that cannot be', canBulk: true },
  'lead.noWayToReach': { rule: 'missing', text: 'open leads without mail or phone', canBulk: false },
  'lead.mailInvalid': { rule: 'invalid', text: 'mail addresses of leads that cannot be', canBulk: true },
  'lead.ownerLeft': { rule: 'contradiction', text: 'open leads whose owner has left', canBulk: true },
  'lead.noOwner': { rule: 'missing', text: 'open leads that nobody owns', canBulk: true },
} as const satisfies Record<string, FindingKind>;

export type FindingKey = keyof typeof findingKinds;

export const keep = (text: string): FindingAnswer => ({ key: 'keep', text, needsValue: false, mend: { kind: 'keep' } });

/** A finding of a known kind. `facts` are what it rests on. */
export function finding(
  key: FindingKey,
  facts: readonly unknown[],
  rest: Omit<QualityFinding, 'key' | 'rule' | 'fingerprint'>,
): QualityFinding {
  return { key, rule: findingKinds[key].rule, ...rest, fingerprint: JSON.stringify(facts) };
}
