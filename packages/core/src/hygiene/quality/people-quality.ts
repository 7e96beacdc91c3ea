import { dayInWords, dayMs } from '../../time/index.ts';
import { isDomain, isMailAddress, isPhone } from './addresses.ts';
import type { AccountQualityFacts, ContactQualityFacts, LeadQualityFacts, PointFact, QualityContext } from './facts.ts';
import { type FindingAnswer, finding, keep, type QualityFinding } from './finding.ts';
import { chanceStale } from './freshness.ts';
import { noOwner, ownerLeft } from './owners.ts';

/** A job is asked about when it is more likely gone than not, and only where somebody needs to know. */
const askAboutJobAbove = 0.5;

const remove = (point: PointFact, text: string): FindingAnswer => ({
  key: 'remove',
  text,
  needsValue: false,
  mend: { kind: 'point', point: point.kind, from: point.value, does: 'remove' },
});
const replace = (kind: 'email' | 'phone', from: string | null, text: string): FindingAnswer => ({
  key: 'replace',
  text,
  needsValue: true,
  mend: { kind: 'point', point: kind, from, does: 'replace' },
});

/** What is missing, stale, impossible or contradictory about a person, most telling first. O(points). */
export function contactQuality(contact: ContactQualityFacts, context: QualityContext): QualityFinding[] {
  return [
    ...contact.points.flatMap((point) => ofPoint(contact, point)),
    ...elsewhere(contact),
    ...(contact.openDeals > 0 ? [...unreachable(contact), ...perhapsMoved(contact, context)] : []),
    ...ownerLeft('contact.ownerLeft', contact),
  ];
}

function ofPoint({ name }: ContactQualityFacts, point: PointFact): QualityFinding[] {
  const isMail = point.kind === 'email';
  const facts = [point.kind, point.value, point.status];
  const shown = { field: point.kind, now: point.value };
  if (isMail ? !isMailAddress(point.value) : !isPhone(point.value))
    return [
      finding(isMail ? 'contact.mailInvalid' : 'contact.phoneInvalid', facts, {
        ...shown,
        question: `“${point.value}” cannot be ${isMail ? 'a mail address' : 'a phone number'} of ${name}. What is right?`,
        why: isMail ? 'an address is written like ana@example.org' : 'a number has 5 to 15 digits',
        answers: [remove(point, 'Take it away'), replace(point.kind, point.value, 'It is'), keep('Leave it so')],
      }),
    ];
  if (!isMail || point.status !== 'stale') return [];
  return [
    finding('contact.mailBounces', facts, {
      ...shown,
      question: `Mail to ${point.value} comes back. Does ${name} have a new address?`,
      why: 'the last delivery to it failed for good',
      answers: [
        remove(point, 'Take it away'),
        replace('email', point.value, 'The new one is'),
        {
          key: 'confirm',
          text: 'It works again',
          needsValue: false,
          mend: { kind: 'point', point: 'email', from: point.value, does: 'confirm' },
        },
      ],
    }),
  ];
}

/** The mail says one company, the record another: people move, records stay. */
function elsewhere(contact: ContactQualityFacts): QualityFinding[] {
  const { account, accountOfMail: other, name } = contact;
  if (!other || other.id === account?.id) return [];
  if (account && account.domain === undefined) return [];
  return [
    finding('contact.mailElsewhere', [account?.id ?? null, other.id], {
      field: 'accountId',
      now: account?.name,
      question: account ? `Does ${name} work at ${other.name} now, not at ${account.name}?` : `Does ${name} work at ${other.name}?`,
      why: `their mail is at ${other.domain}`,
      answers: [
        {
          key: 'move',
          text: `Yes, at ${other.name}`,
          value: other.name,
          needsValue: false,
          mend: { kind: 'set', field: 'accountId', value: other.id },
        },
        keep(account ? `No, at ${account.name}` : 'No'),
      ],
    }),
  ];
}

function unreachable({ points, name, openDeals }: ContactQualityFacts): QualityFinding[] {
  if (points.some(({ status }) => status !== 'stale')) return [];
  return [
    finding('contact.noWayToReach', [points.length], {
      field: 'email',
      question: `How do you reach ${name}?`,
      why: `neither mail nor phone is known, and ${openDeals === 1 ? 'an open deal needs' : `${openDeals} open deals need`} them`,
      answers: [
        { ...replace('email', null, 'By mail to'), key: 'email' },
        { ...replace('phone', null, 'By phone on'), key: 'phone' },
        keep('Others speak with them'),
      ],
    }),
  ];
}

/** Chance that this person has left the job that is on record; `undefined` where no job is, or no sign of it ever was. */
export function chanceMoved({ account, jobSeenDay }: ContactQualityFacts, { asOf, jobHazardAMonth }: QualityContext): number | undefined {
  return account && jobSeenDay !== undefined ? chanceStale(jobHazardAMonth, asOf - jobSeenDay) : undefined;
}

function perhapsMoved(contact: ContactQualityFacts, context: QualityContext): QualityFinding[] {
  const { name, account, jobSeenDay: seen, title } = contact;
  const chance = chanceMoved(contact, context);
  if (!account || seen === undefined || chance === undefined || chance < askAboutJobAbove) return [];
  const share = Math.round(100 * chance);
  const hazard = (100 * context.jobHazardAMonth).toFixed(1);
  return [
    finding('contact.jobMayBeOld', [account.id, title ?? null, seen], {
      field: 'accountId',
      now: title ? `${title}, ${account.name}` : account.name,
      question: `Is ${name} still ${title ? `${title} at ${account.name}` : `at ${account.name}`}?`,
      why: `the last sign of it was on ${dayInWords(seen, context.asOf)}; at ${hazard} % a month, ${share} of 100 would have moved since`,
      chance,
      answers: [keep('Yes, still there'), { key: 'moved', text: 'Moved to', needsValue: true, mend: { kind: 'set', field: 'accountId' } }],
    }),
  ];
}

/** The same of an account. O(1). */
export function accountQuality(account: AccountQualityFacts, { asOf }: QualityContext): QualityFinding[] {
  const { domain, yearFounded, name } = account;
  const found: QualityFinding[] = [];
  if (domain !== undefined && !isDomain(domain))
    found.push(
      finding('account.domainInvalid', [domain], {
        field: 'domain',
        now: domain,
        question: `“${domain}” cannot be the domain of ${name}. What is right?`,
        why: 'by its domain mail finds its way to an account; it is written like example.org',
        answers: [
          { key: 'clear', text: 'Not known', needsValue: false, mend: { kind: 'set', field: 'domain', value: null } },
          { key: 'set', text: 'It is', needsValue: true, mend: { kind: 'set', field: 'domain' } },
          keep('Leave it so'),
        ],
      }),
    );
  const thisYear = new Date(asOf * dayMs).getUTCFullYear();
  if (yearFounded !== undefined && (yearFounded < 578 || yearFounded > thisYear))
    found.push(
      finding('account.foundedImpossible', [yearFounded], {
        field: 'yearFounded',
        now: String(yearFounded),
        question: `${name} cannot have been founded in ${yearFounded}. When was it?`,
        why: yearFounded > thisYear ? 'that year is still to come' : 'no company is that old',
        answers: [
          { key: 'clear', text: 'Not known', needsValue: false, mend: { kind: 'set', field: 'yearFounded', value: null } },
          { key: 'set', text: 'In', needsValue: true, mend: { kind: 'set', field: 'yearFounded' } },
          keep('Leave it so'),
        ],
      }),
    );
  if (account.openDeals > 0) found.push(...noOwner('account.noOwner', account));
  return [...found, ...ownerLeft('account.ownerLeft', account)];
}

const settled: ReadonlySet<LeadQualityFacts['status']> = new Set(['converted', 'disqualified']);

/** The same of a lead; one that is settled is left in peace. O(1). */
export function leadQuality(lead: LeadQualityFacts): QualityFinding[] {
  if (settled.has(lead.status)) return [];
  const { email, phone, name } = lead;
  const set = (field: 'email' | 'phone', text: string): FindingAnswer => ({
    key: field,
    text,
    needsValue: true,
    mend: { kind: 'set', field },
  });
  const found: QualityFinding[] = [];
  if (email === undefined && phone === undefined)
    found.push(
      finding('lead.noWayToReach', [], {
        field: 'email',
        question: `How can ${name} be reached?`,
        why: 'neither mail nor phone is known',
        answers: [set('email', 'By mail to'), set('phone', 'By phone on'), keep('It is not known yet')],
      }),
    );
  if (email !== undefined && !isMailAddress(email))
    found.push(
      finding('lead.mailInvalid', [email], {
        field: 'email',
        now: email,
        question: `“${email}” cannot be the mail address of ${name}. What is right?`,
        why: 'an address is written like ana@example.org',
        answers: [
          { key: 'clear', text: 'Take it away', needsValue: false, mend: { kind: 'set', field: 'email', value: null } },
          set('email', 'It is'),
          keep('Leave it so'),
        ],
      }),
    );
  return [...found, ...ownerLeft('lead.ownerLeft', lead), ...noOwner('lead.noOwner', lead)];
}
