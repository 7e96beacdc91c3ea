import { kindOfHeader, type RecordKind, recordKinds, type SideTable, type SourceSystem } from '@windshield/core';
import { fieldOfHeader, kindsNamedIn } from '../headers/field-of-header.ts';
import type { Sample } from './sample.ts';

export interface Identity {
  readonly system: SourceSystem;
  readonly kind?: RecordKind;
  readonly side?: SideTable;
  readonly skipReason?: string;
}

type What = { kind: RecordKind } | { side: SideTable } | { skipReason: string };

const salesforcePrefixes: Readonly<Record<string, What>> = {
  '001': { kind: 'accounts' },
  '003': { kind: 'contacts' },
  '005': { kind: 'users' },
  '006': { kind: 'deals' },
  '00Q': { kind: 'leads' },
  '00T': { kind: 'interactions' },
  '00U': { kind: 'interactions' },
  '01t': { kind: 'products' },
  '017': { kind: 'changes' },
  '00k': { side: 'dealLines' },
  '00K': { side: 'dealContacts' },
  '00E': { side: 'userRoles' },
  '801': { skipReason: 'holds orders, which Windshield does not keep' },
  '701': { skipReason: 'holds campaigns; their names come with leads and deals' },
  '500': { skipReason: 'holds support cases, which Windshield does not keep' },
};

/** Words by which systems and people name what a file or a prefixed column is about. */
const kindWords: readonly (readonly [RegExp, RecordKind])[] = [
  [/field.?history|property.?history|change|stage.?history/i, 'changes'],
  [/deal|opportunit|pipeline|verkaufschance|potential|oportunidad|opportunità|affaire|szans|affär|negocio|chancen?\b|商談/i, 'deals'],
  [/lead/i, 'leads'],
  [/contact|people|person|kontakt|ansprechpartner|osob/i, 'contacts'],
  [/account|compan|organi[sz]|firm|kund|client|empresa|azienda|entreprise|bedrij|företag|customer|klien/i, 'accounts'],
  [/product|artikel|produkt|price.?list|prodotti/i, 'products'],
  [/interaction|activit|aktivit|task|event|call|meeting|email|engagement/i, 'interactions'],
  [/user|owner|sales.?team|sales.?rep|seller|benutzer|employee|mitarbeiter/i, 'users'],
  [/next.?step/i, 'nextSteps'],
  [/note|notiz/i, 'notes'],
  [/need/i, 'needs'],
  [/outcome/i, 'outcomes'],
  [/target|quota|goal|ziel/i, 'targets'],
  [/cost|expense|kosten|spend/i, 'costs'],
  [/rate|currenc|kurs/i, 'rates'],
];

/** Whose export a file is and what it holds: by the system's own marks first, then by headers, file name and cells. */
export function identify(sample: Sample): Identity {
  const own = kindOfHeader(sample.table.header);
  if (own) return { system: 'windshield', kind: own };
  const headers = sample.table.header;
  const system = systemOf(sample);
  if (isDictionary(sample))
    return { system, side: 'dictionary', skipReason: 'describes the columns of the other files; read for units, not as records' };
  if (system === 'salesforce') {
    const byId = bySalesforceId(sample);
    if (byId) return { system, ...byId };
  }
  const byTable = byWarehouseTable(sample);
  if (byTable)
    return {
      system:
        system === 'file'
          ? sample.keys.includes('opportunityid') || sample.keys.includes('parentroleid')
            ? 'salesforce'
            : 'hubspot'
          : system,
      ...byTable,
    };
  const named = system === 'dynamics' ? /\(.+?\)\s*(.+)/.exec(headers[0] ?? '')?.[1] : sample.prefix;
  const byPrefix = named ? kindWords.find(([words]) => words.test(named))?.[1] : undefined;
  if (byPrefix) return { system, kind: byPrefix };
  const kind = kindByScore(sample);
  if (kind) return { system, kind };
  if (system === 'file' && !/[,;\t|]/.test(sample.table.dialect.delimiter)) return { system, skipReason: 'is text, not a table' };
  if (/\.(txt|md)$|^(licen[cs]e|readme|copying)/i.test(sample.input.name)) return { system, skipReason: 'is text, not a table of records' };
  return {
    system,
    skipReason: `has no columns that tell what its rows are (${headers.slice(0, 5).join(', ')}${headers.length > 5 ? ', …' : ''})`,
  };
}

function systemOf(sample: Sample): SourceSystem {
  const headers = sample.table.header;
  const has = (...names: string[]) => names.every((name) => headers.includes(name));
  if (
    headers.some((header) =>
      /^\((do not modify|nicht ändern|ne pas modifier|no modificar|non modificare|niet wijzigen|não modificar)\)/i.test(header),
    )
  )
    return 'dynamics';
  if (
    headers.some((header) => /\.id$/i.test(header)) ||
    sample.cells.some((cells) => cells.length > 0 && /^zcrm_\d+$/.test(cells[0] ?? ''))
  )
    return 'zoho';
  if (sample.prefix !== '' && kindWords.some(([words]) => words.test(sample.prefix))) return 'pipedrive';
  if (headers.some((header) => /^`?"?property_/i.test(header)) || has('engagement_id') || has('portal_id')) return 'hubspot';
  if (has('Record ID') && headers.some((header) => /^(company|contact|deal) owner$|^associated |hubspot|^create date$/i.test(header)))
    return 'hubspot';
  if (/hubspot/i.test(sample.input.name)) return 'hubspot';
  if (
    bySalesforceId(sample) ||
    hasSalesforceIds(sample) ||
    headers.some((header) => /__c$/.test(header)) ||
    has('Opportunity Owner', 'Stage') ||
    has('StageName') ||
    has('Account Owner', 'Last Activity')
  )
    return 'salesforce';
  return 'file';
}

/** By the prefix of the rows' own ids. */
function bySalesforceId(sample: Sample): What | undefined {
  const own = sample.table.header.findIndex((header) => /^(id|case safe id)$/i.test(header));
  if (own === -1 || !(idPrefix(sample, own) in salesforcePrefixes)) return undefined;
  if (sample.keys.includes('fivetranstart') && sample.keys.includes('fivetranend')) {
    return { skipReason: 'holds earlier states of records; the current table is read' };
  }
  return salesforcePrefixes[idPrefix(sample, own)];
}

/** Whether a column that is named as some object's id holds Salesforce's ids of that object: "Opportunity-ID". */
function hasSalesforceIds(sample: Sample): boolean {
  return sample.table.header.some((header, index) => {
    if (!/(^|[^a-z])ids?([^a-z]|$)/i.test(header)) return false;
    const what = salesforcePrefixes[idPrefix(sample, index)];
    return what !== undefined && 'kind' in what && kindsNamedIn(header).includes(what.kind);
  });
}

/** The first three signs that all ids of a column share; '' when its cells are no Salesforce ids. */
function idPrefix(sample: Sample, index: number): string {
  const ids = sample.cells[index] ?? [];
  const prefix = ids[0]?.slice(0, 3) ?? '';
  return ids.length > 0 && ids.every((id) => /^[a-zA-Z0-9]{15,19}$/.test(id) && id.startsWith(prefix)) ? prefix : '';
}

/** Tables that a warehouse loader makes of HubSpot: their names and key columns say what they are. */
function byWarehouseTable(sample: Sample): What | undefined {
  const keys = new Set(sample.keys);
  const has = (...names: string[]) => names.every((name) => keys.has(name));
  const raw = new Set(sample.table.header.map((header) => header.toLowerCase()));
  const name = sample.input.name.toLowerCase();
  if (has('portalid', 'ownerid', 'activeuserid')) return { kind: 'users' };
  if ((has('opportunityid') || has('dealid')) && has('quantity') && (has('unitprice') || has('totalprice'))) return { side: 'dealLines' };
  if (has('opportunityid', 'contactid', 'role')) return { side: 'dealContacts' };
  if (has('parentroleid', 'name')) return { side: 'userRoles' };
  if (has('stageid', 'pipelineid', 'label'))
    return /ticket/.test(name) ? { skipReason: 'holds support ticket stages, which Windshield does not keep' } : { side: 'dealStages' };
  if (has('pipelineid', 'label', 'displayorder'))
    return /ticket/.test(name)
      ? { skipReason: 'holds support ticket pipelines, which Windshield does not keep' }
      : { side: 'dealPipelines' };
  if (raw.has('ticket_id') || /ticket/.test(name)) return { skipReason: 'holds support tickets, which Windshield does not keep' };
  const isJoin = sample.keys.filter((key) => !/^fivetran|type|category/.test(key)).length <= 2;
  if (isJoin && has('engagementid', 'contactid')) return { side: 'engagementContacts' };
  if (isJoin && has('engagementid', 'companyid')) return { side: 'engagementAccounts' };
  if (isJoin && has('engagementid', 'dealid')) return { side: 'engagementDeals' };
  if (isJoin && has('dealid', 'contactid')) return { side: 'dealContacts' };
  if (isJoin && has('dealid', 'companyid')) return { side: 'dealAccounts' };
  if (has('teamid', 'userid')) return { side: 'teamMembers' };
  if (/^(team|teams)(_data)?\./.test(name) && has('id', 'name')) return { side: 'teams' };
  if (/^(role|roles|user_?roles?)(_data)?\./.test(name) && has('id', 'name')) return { side: 'userRoles' };
  if (has('timestamp', 'name', 'value') && (has('dealid') || has('contactid') || has('companyid'))) return { kind: 'changes' };
  if (has('dealid', 'value', 'dateentered')) return { kind: 'changes' };
  if (has('primaryteamid', 'email', 'firstname')) return { kind: 'users' };
  if (has('engagementid')) {
    if (keys.has('notebody')) return { kind: 'notes' };
    return keys.has('timestamp') || keys.has('starttime') ? { kind: 'interactions' } : { skipReason: 'holds no times' };
  }
  if (/^(email_(campaign|event)|form|property|contact_(list|form|merge)|merged_|engagement_data|owner_team|calendar)/.test(name)) {
    return { skipReason: 'holds data that Windshield has no use for' };
  }
  return undefined;
}

function isDictionary(sample: Sample): boolean {
  return sample.keys.length <= 4 && sample.keys.includes('table') && sample.keys.includes('field') && sample.keys.includes('description');
}

const weights: Readonly<Record<RecordKind, Readonly<Record<string, number>>>> = {
  accounts: {
    name: 1,
    industry: 2,
    website: 1.5,
    domain: 2,
    employees: 2,
    revenue: 1.5,
    parent: 3,
    'parent.key': 3,
    yearFounded: 3,
    address: 0.5,
    city: 0.5,
  },
  contacts: { firstName: 2, lastName: 2, email: 1.5, phone: 1, title: 1.5, lifecycle: 1.5, account: 0.5, 'account.key': 0.5, url: 0.5 },
  leads: {
    firstName: 2,
    lastName: 2,
    email: 1.5,
    phone: 1,
    company: 1,
    statusName: 1,
    isConverted: 5,
    convertedAt: 4,
    'account.key': 0,
    source: 1,
  },
  users: {
    managerName: 3,
    'manager.key': 3,
    'role.key': 3,
    teamName: 3,
    'teamName.key': 3,
    region: 2,
    isActive: 2,
    email: 1,
    timeZone: 2,
    firstName: 1,
    lastName: 1,
    name: 0.5,
  },
  products: { name: 1, price: 3, code: 3, family: 2.5, isActive: 0.5 },
  deals: {
    stageName: 3,
    statusName: 0.7,
    amount: 2,
    closeOn: 3,
    expectedCloseOn: 3,
    wonAt: 3,
    lostAt: 3,
    lossReason: 3,
    statedProbability: 2,
    isWon: 3,
    actualAmount: 2,
    pipelineName: 1,
    openedAt: 1.5,
    name: 0.7,
    account: 0.7,
    nextStep: 1,
    leadSource: 0.5,
    competitor: 1,
  },
  interactions: {
    occurredAt: 2,
    type: 1.5,
    subject: 2,
    durationMinutes: 2.5,
    durationSeconds: 2.5,
    direction: 2.5,
    'who.key': 3,
    'what.key': 3,
    endsAt: 2,
    from: 2,
    to: 2,
    dueOn: 1.5,
    body: 1,
    place: 1,
    threadKey: 2,
    contact: 0.5,
    user: 0.5,
  },
  changes: { field: 3, from: 2, to: 2, 'record.key': 2, occurredAt: 1, 'user.key': 0.5, user: 0.5, record: 1 },
  nextSteps: { what: 3, dueOn: 2, promisedBy: 3, settledAt: 2, status: 1 },
  needs: { words: 5, language: 1, occurredAt: 0.5 },
  notes: { body: 3, author: 1.5, occurredAt: 1 },
  outcomes: { promised: 4, delivered: 3, promisedOn: 2, deliveredOn: 2 },
  costs: { amount: 2, incurredOn: 1.5, type: 1, campaign: 2, leadSource: 1 },
  targets: { period: 3, amount: 2, user: 1, teamName: 1 },
  rates: { rate: 4, from: 1.5, to: 1.5, on: 1 },
};

const needed: Readonly<Record<RecordKind, readonly (readonly string[])[]>> = {
  accounts: [['name']],
  contacts: [['name', 'firstName', 'lastName', 'email']],
  leads: [['name', 'firstName', 'lastName', 'email', 'company']],
  users: [['name', 'firstName', 'lastName', 'email']],
  products: [['name', 'code']],
  deals: [
    ['name', 'account', 'account.key', 'product', 'externalId'],
    ['stageName', 'statusName', 'closeOn', 'expectedCloseOn', 'amount', 'isWon'],
  ],
  interactions: [
    ['occurredAt', 'dueOn'],
    ['type', 'subject', 'from', 'direction', 'durationMinutes', 'body', 'contact', 'who.key'],
  ],
  changes: [['field'], ['to'], ['occurredAt'], ['record.key', 'record']],
  nextSteps: [['what'], ['dueOn', 'promisedBy']],
  needs: [['words']],
  notes: [['body'], ['account', 'account.key', 'contact', 'contact.key', 'deal', 'deal.key']],
  outcomes: [['promised']],
  costs: [['amount'], ['incurredOn'], ['type', 'campaign', 'leadSource']],
  targets: [['period'], ['amount']],
  rates: [['rate'], ['from', 'to'], ['on']],
};

/** The kind whose words the headers speak most; the file's name helps, rare kinds need all that they consist of. */
function kindByScore(sample: Sample): RecordKind | undefined {
  const name = sample.input.name.replace(/\.[a-z]+$/i, '');
  let best: RecordKind | undefined;
  let bestScore = 2.5;
  for (const kind of recordKinds) {
    const fields = new Set(
      sample.table.header.map((header) => fieldOfHeader(kind, header, sample.prefix)).filter((field) => field !== undefined),
    );
    if (!needed[kind].every((alternatives) => alternatives.some((field) => fields.has(field)))) continue;
    let score = 0;
    for (const field of fields) score += weights[kind][field] ?? 0.2;
    if (kindWords.find(([words]) => words.test(name))?.[1] === kind) score += 3;
    for (const key of sample.keys) if (kindWords.find(([words, of]) => of === kind && words.test(key))) score += 0.3;
    if (score > bestScore) {
      best = kind;
      bestScore = score;
    }
  }
  return best;
}
