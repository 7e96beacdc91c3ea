import type { FilePlan, RecordKind } from '@windshield/core';

const systemNames = {
  salesforce: 'Salesforce',
  hubspot: 'HubSpot',
  pipedrive: 'Pipedrive',
  zoho: 'Zoho',
  dynamics: 'Dynamics 365',
  windshield: 'Windshield',
  file: '',
} as const;

const words: Readonly<Record<RecordKind, readonly [one: string, many: string]>> = {
  users: ['person of yours', 'people of yours'],
  accounts: ['account', 'accounts'],
  contacts: ['contact', 'contacts'],
  products: ['product', 'products'],
  deals: ['deal', 'deals'],
  leads: ['lead', 'leads'],
  interactions: ['activity', 'activities'],
  changes: ['change', 'changes'],
  nextSteps: ['next step', 'next steps'],
  needs: ['need', 'needs'],
  notes: ['note', 'notes'],
  outcomes: ['outcome', 'outcomes'],
  costs: ['cost', 'costs'],
  targets: ['target', 'targets'],
  rates: ['exchange rate', 'exchange rates'],
};

const order: readonly RecordKind[] = [
  'accounts',
  'contacts',
  'deals',
  'leads',
  'interactions',
  'products',
  'users',
  'changes',
  'nextSteps',
  'notes',
  'needs',
  'outcomes',
  'costs',
  'targets',
  'rates',
];

/** One sentence on what was found: "This looks like HubSpot: 14 accounts, 36 contacts, 60 deals." */
export function summaryOf(files: readonly FilePlan[]): string {
  const rows = new Map<RecordKind, number>();
  const bySystem = new Map<string, number>();
  for (const file of files) {
    if (file.kind === undefined) continue;
    rows.set(file.kind, (rows.get(file.kind) ?? 0) + file.rows);
    const name = systemNames[file.system];
    if (name !== '') bySystem.set(name, (bySystem.get(name) ?? 0) + 1);
  }
  if (rows.size === 0) return files.length === 0 ? 'There is no file to read.' : 'Nothing here can be imported; each file says why.';
  const counts = order.flatMap((kind) => {
    const count = rows.get(kind);
    return count === undefined ? [] : [`${count.toLocaleString('en')} ${words[kind][count === 1 ? 0 : 1]}`];
  });
  const systems = [...bySystem.keys()].join(' and ');
  return systems === '' ? `This holds ${counts.join(', ')}.` : `This looks like ${systems}: ${counts.join(', ')}.`;
}
