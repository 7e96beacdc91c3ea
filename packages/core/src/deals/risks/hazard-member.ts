import type { Table } from '../../learner/index.ts';
import type { DealSpells } from './deal-spells.ts';
import type { SpellHazards } from './hazard-mix.ts';

/** Won, lost, gone. */
export const causeCount = 3;

/** What members look up about the deals that spells point at. */
export type DealFeatures = { table: Table; segments: Int32Array };

/** What makes a member's hazards differ from the usual ones: the usual hazards, and what each column adds to their ln; `[cause - 1][spell]`. */
export type MemberTerms = { usual: SpellHazards; terms: { column: string; logs: SpellHazards }[] };

/** One way to read the hazards; fitted on spells of some deals, it speaks about spells of any. */
export type HazardMember = {
  name: string;
  hazards: (spells: DealSpells, of: DealFeatures) => SpellHazards;
  /** The same for spells of one deal, taken apart. */
  terms: (spells: DealSpells, of: DealFeatures) => MemberTerms;
};
