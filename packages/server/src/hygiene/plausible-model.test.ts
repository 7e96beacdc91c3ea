import { fitLinkage, type LinkageModel } from '@windshield/core';
import { describe, expect, it } from 'vitest';
import { isPlausible } from './plausible-model.ts';

const fields = [{ name: 'last', kind: 'lastName' }] as const;

/** A model in which the same person's last name differs so often. */
function withDifferent(share: number): LinkageModel {
  const model = fitLinkage({ fields, rowCount: 0, cells: {} });
  const comparisons = model.comparisons.map((field) => ({
    ...field,
    levels: field.levels.map((levels, ofClass) =>
      ofClass === 1 ? levels.map((_, level) => (level === levels.length - 1 ? share : (1 - share) / (levels.length - 1))) : levels,
    ),
  }));
  return { ...model, comparisons };
}

describe('what was learned about duplicates', () => {
  it('is used while the same people mostly bear the same name', () => expect(isPlausible(withDifferent(0.1))).toBe(true));
  it('is not used when colleagues of different names would be taken for one person', () =>
    expect(isPlausible(withDifferent(0.9))).toBe(false));
});
