import type { ImportRecord } from '@windshield/core';
import { changeReader } from './changes.ts';
import { accountReader, productReader } from './companies.ts';
import type { ReadingContext } from './context.ts';
import { dealReader } from './deals.ts';
import { interactionReader } from './interactions.ts';
import { costReader, needReader, nextStepReader, noteReader, outcomeReader, rateReader, targetReader } from './others.ts';
import { contactReader, leadReader, userReader } from './people.ts';
import type { Cells, PlanColumns } from './plan-columns.ts';

/** The reader for rows of the plan's kind; it throws `RowError` for a row that cannot be used. */
export function recordReader(columns: PlanColumns, context: ReadingContext): (cells: Cells) => ImportRecord {
  switch (columns.plan.kind) {
    case 'users':
      return userReader(columns, context);
    case 'accounts':
      return accountReader(columns);
    case 'contacts':
      return contactReader(columns);
    case 'products':
      return productReader(columns);
    case 'leads':
      return leadReader(columns);
    case 'deals':
      return dealReader(columns, context);
    case 'interactions':
      return interactionReader(columns, context);
    case 'changes':
      return changeReader(columns);
    case 'nextSteps':
      return nextStepReader(columns);
    case 'needs':
      return needReader(columns);
    case 'notes':
      return noteReader(columns, context);
    case 'outcomes':
      return outcomeReader(columns);
    case 'costs':
      return costReader(columns);
    case 'targets':
      return targetReader(columns);
    case 'rates':
      return rateReader(columns);
    default:
      throw new TypeError(`${columns.plan.path} holds no records`);
  }
}
