import type { RecordKind } from '@windshield/core';
import { headerKey } from '../header-key.ts';
import { changeWords, interactionWords } from './activities.ts';
import { accountWords, productWords } from './companies.ts';
import { dealWords } from './deals.ts';
import { costWords, needWords, nextStepWords, noteWords, outcomeWords, rateWords, targetWords } from './others.ts';
import { contactWords, leadWords, userWords } from './people.ts';
import { sharedWords } from './shared.ts';

const wordsByKind: Readonly<Record<RecordKind, Readonly<Record<string, string>>>> = {
  accounts: accountWords,
  products: productWords,
  contacts: contactWords,
  leads: leadWords,
  users: userWords,
  deals: dealWords,
  interactions: interactionWords,
  changes: changeWords,
  nextSteps: nextStepWords,
  needs: needWords,
  notes: noteWords,
  outcomes: outcomeWords,
  costs: costWords,
  targets: targetWords,
  rates: rateWords,
};

const vocabularies = new Map<RecordKind, ReadonlyMap<string, string>>();

/** From header key to the field that it means in a file of this kind; the kind's own words come before the shared ones. */
export function vocabularyOf(kind: RecordKind): ReadonlyMap<string, string> {
  const known = vocabularies.get(kind);
  if (known) return known;
  const vocabulary = new Map<string, string>();
  for (const words of [wordsByKind[kind], sharedWords]) {
    for (const [field, headers] of Object.entries(words)) {
      for (const header of headers.split(',')) {
        const key = headerKey(header.trim());
        if (key !== '' && !vocabulary.has(key)) vocabulary.set(key, field);
      }
    }
  }
  vocabularies.set(kind, vocabulary);
  return vocabulary;
}
