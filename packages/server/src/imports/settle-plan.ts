import type { changeImportPlan } from '@windshield/contract';
import { type FilePlan, fieldsOf, type Inspection, type RecordKind } from '@windshield/core';
import type { z } from 'zod';
import { invalid } from '../app/validate.ts';

type Wish = z.output<(typeof changeImportPlan)['request']['body']['content']['application/json']['schema']>;
type FileWish = NonNullable<Wish['files']>[number];
type Fault = { field: string; message: string };

/**
 * The inspection as a person corrected it.
 *
 * @returns the files that were corrected beside it, to be remembered for others of their shape
 * @throws ProblemError `invalid` for a file, column or field that is not there
 */
export function settlePlan(inspection: Inspection, wish: Wish): { inspection: Inspection; corrected: FilePlan[] } {
  const faults: Fault[] = [];
  const corrected: FilePlan[] = [];
  for (const { path } of wish.files ?? [])
    if (!inspection.files.some((file) => file.path === path))
      faults.push({ field: 'files.path', message: `there is no file ${path} in this import` });
  const files = inspection.files.map((file) => {
    const own = wish.files?.find(({ path }) => path === file.path);
    if (!own && wish.currency === undefined) return file;
    const settled = settleFile(file, own ?? { path: file.path }, wish.currency, faults);
    if (own) corrected.push(settled);
    return settled;
  });
  if (faults.length > 0) throw invalid(faults);
  return {
    inspection: {
      ...inspection,
      files,
      ...(wish.currency !== undefined && { currency: wish.currency }),
      ...(wish.exportDay !== undefined && { exportDay: { day: wish.exportDay, why: 'as you said' } }),
    },
    corrected,
  };
}

function settleFile(file: FilePlan, wish: FileWish, commonCurrency: string | undefined, faults: Fault[]): FilePlan {
  const { kind: before, ...rest } = file;
  const kind = wish.kind === null ? undefined : ((wish.kind as RecordKind | undefined) ?? before);
  const currency = wish.currency ?? file.format.currency ?? commonCurrency;
  const { skipReason: _, ...used } = rest;
  return {
    ...(kind === undefined ? { ...rest, skipReason: rest.skipReason ?? 'left out, as you said' } : { ...used, kind }),
    format: {
      ...file.format,
      ...(wish.dateOrder !== undefined && { dateOrder: wish.dateOrder }),
      ...(wish.decimal !== undefined && { decimal: wish.decimal }),
      ...(currency !== undefined && { currency }),
    },
    columns: settleColumns(file, kind, wish, faults),
    stages: file.stages.map((stage) => {
      const status = wish.stages?.find(({ name }) => name === stage.name)?.status;
      return status === undefined ? stage : { ...stage, status, why: 'as you said' };
    }),
  };
}

function settleColumns(file: FilePlan, kind: RecordKind | undefined, wish: FileWish, faults: Fault[]): FilePlan['columns'] {
  const known = kind === undefined ? [] : [...fieldsOf(kind).map(({ name }) => name), 'custom'];
  for (const { index, field } of wish.columns ?? []) {
    if (!file.columns.some((column) => column.index === index))
      faults.push({ field: 'files.columns.index', message: `${file.path} has no column ${index}` });
    if (field !== null && !known.includes(field))
      faults.push({
        field: 'files.columns.field',
        message: `${field} is not a field of ${kind ?? 'a file that is left out'}; there are ${known.join(', ')}`,
      });
  }
  return file.columns.map((column) => {
    const own = wish.columns?.find(({ index }) => index === column.index);
    const { field, ...rest } = column;
    if (own) return { ...rest, ...(own.field !== null && { field: own.field }), why: 'as you said', confidence: 1 };
    // A field of another kind means nothing for the kind that the file is said to be now.
    return field !== undefined && known.includes(field) ? column : rest;
  });
}
