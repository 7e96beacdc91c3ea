import type { Import } from '@windshield/contract';
import { formatList, formatNumber } from '../ui/locale.ts';

type Counts = Import['totals'];
type RecordKind = NonNullable<Import['files'][number]['kind']>;
export type FilePlan = NonNullable<Import['inspection']>['files'][number];

export const kindWords: Record<RecordKind, { one: string; many: string }> = {
  accounts: { one: 'account', many: 'accounts' },
  contacts: { one: 'person', many: 'people' },
  deals: { one: 'deal', many: 'deals' },
  leads: { one: 'lead', many: 'leads' },
  products: { one: 'product', many: 'products' },
  users: { one: 'user', many: 'users' },
  interactions: { one: 'interaction', many: 'interactions' },
  nextSteps: { one: 'next step', many: 'next steps' },
  needs: { one: 'need', many: 'needs' },
  notes: { one: 'note', many: 'notes' },
  outcomes: { one: 'outcome', many: 'outcomes' },
  costs: { one: 'cost', many: 'costs' },
  targets: { one: 'target', many: 'targets' },
  changes: { one: 'change', many: 'changes' },
  rates: { one: 'exchange rate', many: 'exchange rates' },
};

export const systemWords: Record<string, string> = {
  salesforce: 'Salesforce',
  hubspot: 'HubSpot',
  pipedrive: 'Pipedrive',
  zoho: 'Zoho',
  dynamics: 'Dynamics 365',
  windshield: 'Windshield',
  file: 'a file of an unknown system',
};

export const statusWords: Record<Import['status'], string> = {
  inspecting: 'being looked at',
  ready: 'ready, not imported yet',
  running: 'running',
  paused: 'paused',
  done: 'done',
  failed: 'stopped by a problem',
  undoing: 'being taken back',
  undone: 'taken back',
};

/** "60 new, 2 changed, 14 as they were, 2 rows need a look". */
export function countsSentence({ created, updated, unchanged, rejected }: Counts): string {
  const parts = [
    created > 0 && `${formatNumber(created)} new`,
    updated > 0 && `${formatNumber(updated)} changed`,
    unchanged > 0 && `${formatNumber(unchanged)} as they were`,
    rejected > 0 && `${formatNumber(rejected)} ${rejected === 1 ? 'row needs' : 'rows need'} a look`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'nothing to do' : formatList(parts);
}

/** A field of ours in words: `expectedCloseOn` -> "Expected close", `owner.key` -> "Owner (their id)". */
export function fieldWords(field: string): string {
  const [name = field, part] = field.split('.');
  const known = fields[name];
  const words = known ?? spaced(name.replace(/(At|On)$/, ''));
  if (part === 'key') return `${words} (their id)`;
  if (part === 'email') return `${words} (mail address)`;
  return part ? `${words} (${part})` : words;
}

const fields: Record<string, string> = {
  custom: 'Keep under its own name',
  externalId: 'Their id',
  name: 'Name',
  account: 'Account',
  owner: 'Owner',
  email: 'Mail address',
  url: 'Web page',
  expectedCloseOn: 'Expected close',
  closeOn: 'Closed, or expected to',
  openedAt: 'Opened',
  closedAt: 'Closed',
  wonAt: 'Won',
  lostAt: 'Lost',
  createdAt: 'Created there',
  modifiedAt: 'Last changed there',
  statusName: 'Status in their words',
  stageName: 'Stage',
  pipelineName: 'Pipeline',
  statedProbability: 'Probability they stated',
  leadSource: 'Source',
  teamName: 'Team',
  managerName: 'Manager',
  isWon: 'Is it won',
  isClosed: 'Is it closed',
  isDeleted: 'Is it deleted',
  isConverted: 'Is it converted',
  durationMinutes: 'Length in minutes',
  durationSeconds: 'Length in seconds',
  occurredAt: 'When',
  who: 'Person or lead',
  what: 'Deal or account',
};

function spaced(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
