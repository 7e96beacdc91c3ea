import { formatNumber } from '../ui/locale.ts';

const words: Readonly<Record<string, readonly [one: string, many: string]>> = {
  contacts: ['contact', 'contacts'],
  contactPoints: ['address', 'addresses'],
  employments: ['employment', 'employments'],
  leads: ['lead', 'leads'],
  buyingGroups: ['deal they take part in', 'deals they take part in'],
  interactions: ['mail, call or meeting', 'mails, calls and meetings'],
  interactionTexts: ['text of a mail or meeting', 'texts of mails and meetings'],
  participations: ['name among those who took part', 'names among those who took part'],
  needs: ['need', 'needs'],
  nextSteps: ['next step', 'next steps'],
  notes: ['note', 'notes'],
  outcomes: ['outcome', 'outcomes'],
  costs: ['cost', 'costs'],
  proposals: ['proposal read from mails', 'proposals read from mails'],
  absences: ['absence', 'absences'],
  addressDecisions: ['decision about an address', 'decisions about addresses'],
  findings: ['question about their data', 'questions about their data'],
  importedAs: ['thing an import last said', 'things imports last said'],
  importRows: ['row of an import', 'rows of imports'],
  changes: ['change in their history', 'changes in their history'],
};

/** "12 notes", for a kind of record that is stored of a person. */
export function amountInWords(kind: string, count: number): string {
  const [one, many] = words[kind] ?? [kind, kind];
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}
