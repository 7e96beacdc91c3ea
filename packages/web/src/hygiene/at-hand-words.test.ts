import { describe, expect, it } from 'vitest';
import { duplicatesInWords, questionsInWords } from './at-hand-words.ts';

describe('what Today says of clean-up', () => {
  it('tells how long the questions take, and of many what ten minutes settle', () => {
    expect(questionsInWords({ questions: 12, secondsPerQuestion: 20 }, true)).toBe(
      '12 questions about your records would take about 4 min.',
    );
    expect(questionsInWords({ questions: 1, secondsPerQuestion: 20 }, true)).toBe('1 question about your records would take about 1 min.');
    expect(questionsInWords({ questions: 300, secondsPerQuestion: 15 }, false)).toBe(
      '300 questions about the records here are open; ten minutes settle about 40, those with the most at stake first.',
    );
  });

  it('names the two who may be one, and of several pairs the surest', () => {
    expect(duplicatesInWords({ kind: 'contacts', pairs: 1, names: ['Ana Ruiz', 'A. Ruiz'] })).toBe(
      'Ana Ruiz and A. Ruiz may be the same person.',
    );
    expect(duplicatesInWords({ kind: 'contacts', pairs: 1, names: ['Ana Ruiz', 'Ana Ruiz'] })).toBe('Ana Ruiz may be here twice.');
    expect(duplicatesInWords({ kind: 'accounts', pairs: 3, names: ['Halden', 'Halden AS'] })).toBe(
      '3 pairs of accounts may be one, such as Halden and Halden AS.',
    );
  });
});
