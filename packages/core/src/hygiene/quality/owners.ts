import type { OwnerFact } from './facts.ts';
import type { FindingAnswer, FindingKey, QualityFinding } from './finding.ts';
import { finding, keep } from './finding.ts';

interface Owned {
  readonly name: string;
  readonly owner?: OwnerFact | undefined;
  readonly successor?: { readonly id: string; readonly name: string } | undefined;
}

const giveTo = (id: string, name: string): FindingAnswer => ({
  key: 'give',
  text: `Give to ${name}`,
  value: name,
  needsValue: false,
  mend: { kind: 'set', field: 'ownerId', value: id },
});
const someoneElse: FindingAnswer = {
  key: 'other',
  text: 'Somebody else',
  needsValue: true,
  mend: { kind: 'set', field: 'ownerId' },
};

/** The owner does not work here any more: whoever was last in touch is the likely one to take over. */
export function ownerLeft(key: FindingKey, record: Owned): QualityFinding[] {
  const { owner, successor, name } = record;
  if (!owner?.hasLeft) return [];
  return [
    finding(key, [owner.id], {
      field: 'ownerId',
      now: owner.name,
      question: `${owner.name} has left. Who looks after ${name} now?`,
      why: successor ? `${successor.name} was last in touch with them` : 'nobody else here has been in touch',
      answers: [...(successor ? [giveTo(successor.id, successor.name)] : []), someoneElse, keep('Leave it so')],
    }),
  ];
}

/** Nobody is responsible. */
export function noOwner(key: FindingKey, record: Owned): QualityFinding[] {
  const { owner, successor, name } = record;
  if (owner) return [];
  return [
    finding(key, [], {
      field: 'ownerId',
      question: `Nobody owns ${name}. Who looks after it?`,
      why: successor ? `${successor.name} was last in touch with them` : 'what nobody owns is forgotten first',
      answers: [...(successor ? [giveTo(successor.id, successor.name)] : []), someoneElse, keep('Nobody, on purpose')],
    }),
  ];
}
