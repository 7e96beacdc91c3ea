import type { FilePlan } from '@windshield/core';
import { parseParty } from '../cells/call-party.ts';
import { detached, remembering } from '../cells/memo.ts';
import { regionOfTimeZone } from '../cells/zone-region.ts';
import type { Input } from '../input/input.ts';
import { rowsOf } from '../table/rows.ts';
import { PlanColumns } from './plan-columns.ts';

const mostNumbers = 100_000;

/** A call log with both sides and no word for the way: only how often a number stands there tells whose it is. */
export function lacksDirection(plan: FilePlan): boolean {
  const has = (field: string) => plan.columns.some((column) => column.field === field);
  return plan.kind === 'interactions' && has('fromPhone') && has('toPhone') && !has('direction');
}

/** In how many rows of a call log each number stands, on either side. Ours stand in more rows than those of the people we talk to. */
export async function countSides(input: Input, plan: FilePlan): Promise<ReadonlyMap<string, number>> {
  const columns = new PlanColumns(plan, 'XXX');
  const region = regionOfTimeZone(plan.format.timeZone);
  const numberOf = remembering((text) => parseParty(text, region)?.number);
  const sides = [columns.text('fromPhone'), columns.text('toPhone')];
  const rows = new Map<string, number>();
  for await (const chunk of rowsOf(input, plan.dialect, plan.columns.length)) {
    for (const { line, cells } of chunk.rows) {
      if (line <= plan.dialect.headerLine) continue;
      for (const side of sides) {
        const text = side(cells);
        const number = text === undefined ? undefined : numberOf(text);
        if (number === undefined) continue;
        const before = rows.get(number);
        if (before !== undefined) rows.set(number, before + 1);
        else if (rows.size < mostNumbers) rows.set(detached(number), 1);
      }
    }
  }
  return rows;
}
