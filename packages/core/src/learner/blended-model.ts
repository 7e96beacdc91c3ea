import type { Blend } from './blending.ts';
import { exactEffect } from './log-odds.ts';
import type { AdditiveModel, MainTerm, NumberTerm, PairTerm } from './terms.ts';

/** The blend as one additive model: each rung's terms weighted and added column by column. Effects are rounded so that sums are exact. */
export function blendedModel(blend: Blend, models: readonly (AdditiveModel | undefined)[], base: number): AdditiveModel {
  let start = blend.intercept + base;
  let terms: MainTerm[] | undefined;
  const pairs: PairTerm[] = [];
  models.forEach((model, k) => {
    const weight = blend.weights[k] ?? 0;
    if (!model || weight === 0) return;
    start += weight * (model.start - base);
    const scaled = model.terms.map((term) => scaledTerm(term, weight));
    pairs.push(...model.pairs.map((pair) => ({ ...pair, effects: pair.effects.map((effect) => exactEffect(effect * weight)) })));
    terms = terms ? terms.map((term, j) => addedTerm(term, scaled[j] as MainTerm)) : scaled;
  });
  return { start: exactEffect(start), terms: (terms ?? []).map(roundedTerm), pairs };
}

function scaledTerm(term: MainTerm, by: number): MainTerm {
  const scale = (effects: readonly number[]) => effects.map((effect) => effect * by);
  if (term.kind === 'category') return { ...term, effects: scale(term.effects), unseen: term.unseen * by, unknown: term.unknown * by };
  const line = term.line ? { line: { ...term.line, slope: term.line.slope * by, atZero: term.line.atZero * by } } : {};
  return { ...term, steps: scale(term.steps), ...line, unknown: term.unknown * by };
}

/** Two terms of one column: a line of the one, steps of the other. */
function addedTerm(a: MainTerm, b: MainTerm): MainTerm {
  if (a.kind === 'category' && b.kind === 'category') {
    const effects = a.effects.map((effect, level) => effect + (b.effects[level] as number));
    return { ...a, effects, unseen: a.unseen + b.unseen, unknown: a.unknown + b.unknown };
  }
  const [first, second] = [a, b] as [NumberTerm, NumberTerm];
  const [stepped, lined] = second.cuts.length > 0 ? [second, first] : [first, second];
  const steps = stepped.steps.map((step) => step + (lined.steps[0] as number));
  const line = first.line ?? second.line;
  return { ...stepped, steps, ...(line ? { line } : {}), unknown: a.unknown + b.unknown };
}

function roundedTerm(term: MainTerm): MainTerm {
  if (term.kind === 'number') return { ...term, unknown: exactEffect(term.unknown) };
  return { ...term, effects: term.effects.map(exactEffect), unseen: exactEffect(term.unseen), unknown: exactEffect(term.unknown) };
}
