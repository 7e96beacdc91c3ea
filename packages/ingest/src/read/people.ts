import type { ContactPoint, ContactRecord, LeadRecord, LeadStatus, Role, UserRecord } from '@windshield/core';
import { roles } from '@windshield/core';
import { remembering } from '../cells/memo.ts';
import { isMail, splitName } from '../cells/people.ts';
import { e164 } from '../cells/phone.ts';
import { regionOf } from '../cells/regions.ts';
import { leadStatusByName } from '../plan/stages.ts';
import type { ReadingContext } from './context.ts';
import { given, identityReader, keyed } from './identity.ts';
import { type Cells, type PlanColumns, RowError } from './plan-columns.ts';

interface PersonName {
  readonly name?: string;
  readonly firstName?: string;
  readonly lastName?: string;
}

function nameReader(columns: PlanColumns): (cells: Cells) => PersonName {
  const whole = columns.text('name');
  const first = columns.text('firstName');
  const last = columns.text('lastName');
  return (cells) => {
    const firstName = first(cells);
    const lastName = last(cells);
    const written = whole(cells);
    if (firstName === undefined && lastName === undefined) {
      if (written === undefined) return {};
      return isMail(written) ? { name: written } : splitName(written);
    }
    const joined = [firstName, lastName].filter((part) => part !== undefined).join(' ');
    return { name: written ?? joined, ...given({ firstName, lastName }) };
  };
}

export function contactReader(columns: PlanColumns): (cells: Cells) => ContactRecord {
  const identity = identityReader(columns);
  const naming = nameReader(columns);
  const account = columns.ref('account');
  const title = columns.text('title');
  const owner = columns.ref('owner');
  const lifecycle = columns.text('lifecycle');
  const language = columns.text('language');
  const country = columns.text('country');
  const description = columns.text('description');
  const points = pointsReader(columns);
  return (cells) => {
    const place = country(cells);
    const reached = points(cells, place);
    const person = naming(cells);
    const name = person.name ?? reached.find((point) => point.kind === 'email')?.value;
    if (name === undefined)
      throw new RowError(columns.headerOf('lastName') ?? columns.headerOf('name'), 'is empty; expected a name or a mail address');
    return keyed({
      kind: 'contacts',
      ...identity(cells),
      ...person,
      name,
      points: reached,
      ...given({
        account: account(cells),
        title: title(cells),
        owner: owner(cells),
        lifecycle: lifecycle(cells),
        language: language(cells),
        country: place,
        description: description(cells),
      }),
    });
  };
}

/** Mails, phones and links of a row, each once, in the order of their columns; the label is what the header adds ("work"). */
function pointsReader(columns: PlanColumns): (cells: Cells, country: string | undefined) => ContactPoint[] {
  const regionByCountry = remembering((country: string) => regionOf(country));
  const readers = (['email', 'phone', 'url', 'handle'] as const).flatMap((kind) =>
    columns.texts(kind).map(({ header, read }) => ({ kind, read, label: labelOf(header) })),
  );
  return (cells, country) => {
    const region = country === undefined ? undefined : regionByCountry(country);
    const points: ContactPoint[] = [];
    for (const { kind, read, label } of readers) {
      const cell = read(cells);
      if (cell === undefined) continue;
      for (const one of kind === 'email' ? cell.split(/[;,\s]+/) : kind === 'phone' ? cell.split(/\s*[;|]\s*/) : [cell]) {
        const value =
          kind === 'email'
            ? one
                .replace(/^mailto:/i, '')
                .replace(/^<|>$/g, '')
                .toLowerCase()
            : one;
        if (value === '' || points.some((point) => point.kind === kind && point.value === value)) continue;
        const number = kind === 'phone' ? e164(value, region) : undefined;
        points.push({ kind, value, ...(label !== undefined && { label }), ...(number !== undefined && { e164: number }) });
      }
    }
    return points;
  };
}

const labels: readonly (readonly [RegExp, string])[] = [
  [/mobil|cell|handy|móvil|portable|komórk|携帯/i, 'mobile'],
  [/work|business|geschäft|office|büro|trabajo|pro\b/i, 'work'],
  [/home|privat|personal|casa/i, 'home'],
  [/fax/i, 'fax'],
  [/linkedin/i, 'linkedin'],
  [/other|andere|autre|otro|altro/i, 'other'],
];

function labelOf(header: string): string | undefined {
  return labels.find(([words]) => words.test(header))?.[1];
}

export function userReader(columns: PlanColumns, context: ReadingContext): (cells: Cells) => UserRecord {
  const identity = identityReader(columns);
  const naming = nameReader(columns);
  const email = columns.text('email');
  const role = columns.text('role');
  const roleId = columns.text('role.key');
  const isActive = columns.truth('isActive');
  const team = columns.text('teamName');
  const teamId = columns.text('teamName.key');
  const manager = columns.text('managerName');
  const region = columns.text('region');
  const timeZone = columns.text('timeZone');
  return (cells) => {
    const own = identity(cells);
    const mail = email(cells)?.toLowerCase();
    const { name = mail } = naming(cells);
    if (name === undefined)
      throw new RowError(columns.headerOf('name') ?? columns.headerOf('lastName'), 'is empty; expected the person’s name');
    const managerName = manager(cells);
    const place = region(cells);
    const ofTeam = teamId(cells) ?? (own.externalId && context.teamOfUser.get(own.externalId));
    const ofRole = roleId(cells);
    return keyed({
      kind: 'users',
      ...own,
      name,
      ...given({
        email: mail,
        role: roleOf(role(cells)),
        isActive: isActive(cells),
        // A list of people under their managers has teams without a name: they go by the manager.
        teamName:
          team(cells) ??
          (ofTeam && context.teams.get(ofTeam)) ??
          (ofRole && context.roles.get(ofRole)) ??
          (managerName && `${managerName} (${place ?? 'team'})`),
        managerName,
        region: place,
        timeZone: zoneOf(timeZone(cells)),
      }),
    });
  };
}

function roleOf(text: string | undefined): Role | undefined {
  return roles.find((role) => role === text?.toLowerCase());
}

const zones = new Set(Intl.supportedValuesOf('timeZone'));

function zoneOf(text: string | undefined): string | undefined {
  return text !== undefined && (zones.has(text) || text === 'UTC') ? text : undefined;
}

export function leadReader(columns: PlanColumns): (cells: Cells) => LeadRecord {
  const identity = identityReader(columns);
  const naming = nameReader(columns);
  const company = columns.text('company');
  const title = columns.text('title');
  const email = columns.texts('email');
  const phone = columns.texts('phone');
  const statusName = columns.text('statusName');
  const isConverted = columns.truth('isConverted');
  const convertedAt = columns.instant('convertedAt');
  const source = columns.text('source');
  const campaign = columns.text('campaign');
  const owner = columns.ref('owner');
  const industry = columns.text('industry');
  const employees = columns.headCount('employees');
  const country = columns.text('country');
  const value = columns.money('value');
  const description = columns.text('description');
  const account = columns.ref('account');
  const contact = columns.ref('contact');
  const deal = columns.ref('deal');
  const statuses = new Map<string, LeadStatus>(columns.plan.leadStatuses.map((status) => [status.name, status.status]));
  return (cells) => {
    const person = naming(cells);
    const firm = company(cells);
    const mail = first(email, cells)?.toLowerCase();
    const name = person.name ?? firm ?? mail;
    if (name === undefined)
      throw new RowError(
        columns.headerOf('name') ?? columns.headerOf('lastName'),
        'is empty; expected a name, a company or a mail address',
      );
    const written = statusName(cells);
    const isOver = isConverted(cells) === true || convertedAt(cells) !== undefined;
    const status = isOver ? 'converted' : written === undefined ? 'open' : (statuses.get(written) ?? leadStatusByName(written));
    return keyed({
      kind: 'leads',
      ...identity(cells),
      name,
      status,
      ...given({
        company: firm,
        title: title(cells),
        email: mail,
        phone: first(phone, cells),
        statusName: written,
        source: source(cells),
        campaign: campaign(cells),
        owner: owner(cells),
        industry: industry(cells),
        employees: employees(cells),
        country: country(cells),
        value: value(cells),
        description: description(cells),
        convertedAt: convertedAt(cells),
        account: account(cells),
        contact: contact(cells),
        deal: deal(cells),
      }),
    });
  };
}

function first(readers: readonly { readonly read: (cells: Cells) => string | undefined }[], cells: Cells): string | undefined {
  for (const { read } of readers) {
    const text = read(cells);
    if (text !== undefined) return text;
  }
  return undefined;
}
