import { createHash } from 'node:crypto';
import { type FilePlan, type Finding, fieldsOf, type Inspection, nameKey } from '@windshield/core';
import { isoDay, parseDate } from '../cells/date.ts';
import { parseCurrency } from '../cells/money.ts';
import type { Input } from '../input/input.ts';
import type { InspectOptions } from '../reading.ts';
import { detectEncoding } from '../table/encoding.ts';
import { callColumns } from './call-log.ts';
import { countFile, type FileCount } from './count.ts';
import { readDictionary, type Unit } from './dictionary.ts';
import { type DayEvidence, exportDay } from './export-day.ts';
import { findingsOf } from './findings.ts';
import { type Draft, settleFormats, withWholeEvidence } from './formats.ts';
import { type Identity, identify } from './identify.ts';
import { mapColumns } from './map-columns.ts';
import { type Sample, takeSample, unusable } from './sample.ts';
import { leadStatusByName, mapStages } from './stages.ts';
import { summaryOf } from './summary.ts';

const dateTypes = new Set(['day', 'instant']);

/**
 * Looks at files before anything is written: what each is, how its cells are written, which column goes where, what the
 * stages mean, when the export was made, and what a person should look at. Reads every file once to the end. Never throws
 * for a file that cannot be used: its plan says why.
 */
export async function inspect(inputs: readonly Input[], options: InspectOptions): Promise<Inspection> {
  const plans = new Map<string, FilePlan>();
  const drafts: Draft[] = [];
  const units: Unit[] = [];
  for (const input of inputs) {
    const sample = await takeSample(input).catch((error: Error) => `cannot be read: ${error.message}`);
    if (typeof sample === 'string') {
      plans.set(input.path, unusable(input, sample));
      continue;
    }
    const draft: Draft = { sample, plan: firstPlan(sample, options) };
    if (draft.plan.side === 'dictionary') units.push(...readDictionary(sample));
    drafts.push(draft);
  }
  for (const draft of drafts) draft.plan = withUnits(draft.plan, units);
  settleFormats(drafts, options);
  for (const draft of drafts) await countDraft(draft, options);
  for (const draft of drafts) plans.set(draft.plan.path, draft.plan);
  const counted = drafts.flatMap(({ plan, count }) => (count ? [{ plan, count }] : []));
  const day = exportDay(
    counted.flatMap(({ plan, count }) => happened(plan, count)),
    options.now.slice(0, 10),
  );
  const currency = mostUsedCurrency(drafts);
  const files = inputs.flatMap((input) => plans.get(input.path) ?? []);
  const findings: Finding[] = findingsOf(counted, options.now.slice(0, 10));
  return { files, findings, ...(day && { exportDay: day }), ...(currency !== undefined && { currency }), summary: summaryOf(files) };
}

function firstPlan(sample: Sample, options: InspectOptions): FilePlan {
  const { input, table } = sample;
  const shape = createHash('sha256').update(table.header.join('\u001f')).digest('hex').slice(0, 32);
  const said = options.kindOf?.(input.path);
  const earlier = options.remembered?.find((plan) => plan.shape === shape);
  const remembered = said === undefined || earlier?.kind === said ? earlier : undefined;
  const base = {
    path: input.path,
    sha256: '',
    bytes: input.bytes,
    shape,
    dialect: table.dialect,
    stages: [],
    leadStatuses: [],
    rows: 0,
  };
  if (remembered) {
    const columns = remembered.columns.map((column) => ({
      ...column,
      samples: [...new Set(sample.cells[column.index])].slice(0, 5),
      why: 'as last time',
    }));
    return { ...remembered, ...base, columns, stages: remembered.stages, leadStatuses: remembered.leadStatuses };
  }
  const identity: Identity = said === undefined ? identify(sample) : { system: identify(sample).system, kind: said };
  const columns = identity.kind
    ? (identity.kind === 'interactions' && identity.system === 'file' && callColumns(sample)) ||
      mapColumns(sample, identity.kind, identity.system)
    : table.header.map((header, index) => ({
        header,
        index,
        samples: [...new Set(sample.cells[index])].slice(0, 5),
        why: 'not read as records',
        confidence: 1,
      }));
  const { skipReason, ...known } = identity;
  return {
    ...base,
    ...known,
    ...(skipReason !== undefined && { skipReason: `${input.name} ${skipReason}` }),
    format: { dateOrder: 'ymd', decimal: '.', timeZone: options.timeZone },
    columns,
  };
}

function withUnits(plan: FilePlan, units: readonly Unit[]): FilePlan {
  const table = plan.path.split('/').at(-1)?.replace(/\..*$/, '') ?? '';
  const own = units.filter((unit) => unit.table === nameKey(table));
  if (plan.kind === undefined || own.length === 0) return plan;
  const currency = own.find((unit) => unit.currency !== undefined)?.currency;
  const columns = plan.columns.map((column) => {
    const scale = own.find((unit) => unit.field === nameKey(column.header))?.scale;
    return scale === undefined ? column : { ...column, scale, why: `${column.why}; the data dictionary gives its unit` };
  });
  return { ...plan, columns, format: currency === undefined ? plan.format : { ...plan.format, currency } };
}

async function countDraft(draft: Draft, options: InspectOptions): Promise<void> {
  const { plan, sample } = draft;
  const types = new Map(plan.kind ? fieldsOf(plan.kind).map((field) => [field.name, field.type]) : []);
  const dayColumns = plan.columns.filter((column) => dateTypes.has(types.get(column.field ?? '') ?? '')).map((column) => column.index);
  const valueColumns = plan.columns
    .filter((column) => isCounted(plan, column.field, types.get(column.field ?? '')))
    .map((column) => column.index);
  const count = await countFile(sample.input, plan, valueColumns, dayColumns).catch(() => undefined);
  if (!count) {
    const { kind: _, ...rest } = plan;
    draft.plan = { ...rest, skipReason: `${sample.input.name} cannot be read to its end` };
    return;
  }
  if (count.damaged && plan.dialect.encoding === 'utf-8' && detectEncoding(count.damaged) !== 'utf-8') {
    // The beginning was plain ASCII; the first sign beyond it came later than the sample reaches.
    draft.plan = { ...plan, dialect: { ...plan.dialect, encoding: detectEncoding(count.damaged) } };
    return countDraft(draft, options);
  }
  draft.count = count;
  const isRemembered = options.remembered?.some((one) => one.shape === plan.shape) === true;
  const reordered = plan.system === 'windshield' ? plan : withWholeEvidence(plan, count, dayColumns);
  const empty = count.rows === 0 && plan.kind !== undefined;
  draft.plan = {
    ...reordered,
    sha256: count.sha256,
    bytes: count.bytes,
    rows: count.rows,
    stages: isRemembered ? merged(plan, count) : mapStages(count.stages),
    leadStatuses: plan.kind === 'leads' ? leadStatuses(plan, count) : [],
    ...(empty && { skipReason: `${sample.input.name} has a header but no rows` }),
  };
}

function merged(plan: FilePlan, count: FileCount): FilePlan['stages'] {
  const rows = new Map(count.stages.map((stage) => [stage.name, stage.rows]));
  const known = plan.stages.map((stage) => ({ ...stage, rows: rows.get(stage.name) ?? 0 }));
  const fresh = mapStages(count.stages.filter((stage) => !plan.stages.some((one) => one.name === stage.name)));
  return [...known, ...fresh.map((stage) => ({ ...stage, position: stage.position + known.length }))];
}

function leadStatuses(plan: FilePlan, count: FileCount): FilePlan['leadStatuses'] {
  const column = plan.columns.find((one) => one.field === 'statusName');
  const values = column ? (count.values.get(column.index) ?? new Map<string, number>()) : new Map<string, number>();
  return [...values].map(([name, rows]) => ({
    name,
    status: plan.leadStatuses.find((one) => one.name === name)?.status ?? leadStatusByName(name),
    rows,
  }));
}

const countedFields = new Set([
  'industry',
  'country',
  'type',
  'leadSource',
  'source',
  'statusName',
  'currency',
  'name',
  'family',
  'lossReason',
  'region',
  'teamName',
  'externalId',
  'key',
  'email',
  'isDeleted',
]);

function isCounted(plan: FilePlan, field: string | undefined, type: string | undefined): boolean {
  if (field === undefined) return false;
  if (plan.kind === 'interactions' || plan.kind === 'changes' || plan.kind === 'notes') return field === 'isDeleted' || type === 'ref';
  return type === 'ref' || countedFields.has(field);
}

/** The columns whose days cannot lie after the export. */
function happened(plan: FilePlan, count: FileCount): DayEvidence[] {
  const evidence: DayEvidence[] = [];
  const closedStages = new Set(plan.stages.filter((stage) => stage.status !== 'open').map((stage) => stage.name));
  for (const column of plan.columns) {
    const field = column.field ?? '';
    const isPast =
      field === 'createdAt' ||
      field === 'modifiedAt' ||
      field === 'openedAt' ||
      field === 'wonAt' ||
      field === 'lostAt' ||
      field === 'convertedAt' ||
      (field === 'occurredAt' && plan.kind === 'changes');
    const isOfClosed = plan.kind === 'deals' && (field === 'closeOn' || field === 'closedAt');
    const isActivity =
      plan.kind === 'interactions' &&
      field === 'occurredAt' &&
      // A call log tells nothing of the day when the records themselves were exported.
      !plan.columns.some((one) => ['isClosed', 'statusName', 'phone', 'fromPhone', 'toPhone'].includes(one.field ?? ''));
    if (!isPast && !isOfClosed && !isActivity) continue;
    const days = new Map<string, number>();
    for (const [cell, rows] of (isOfClosed ? count.closedDays : count.days).get(column.index) ?? []) {
      const [text = '', stage] = cell.split('\n');
      if (stage !== undefined && !closedStages.has(stage)) continue;
      const date = parseDate(text, plan.format.dateOrder);
      if (date) days.set(isoDay(date), (days.get(isoDay(date)) ?? 0) + rows);
    }
    if (days.size > 0) evidence.push({ path: plan.path, header: column.header, days });
  }
  return evidence;
}

function mostUsedCurrency(drafts: readonly Draft[]): string | undefined {
  const rows = new Map<string, number>();
  for (const { plan, count } of drafts) {
    const column = plan.columns.find((one) => one.field === 'currency');
    for (const [text, times] of (column && count?.values.get(column.index)) ?? []) {
      const code = parseCurrency(text);
      if (code !== undefined) rows.set(code, (rows.get(code) ?? 0) + times);
    }
    if (!column && plan.format.currency !== undefined) rows.set(plan.format.currency, (rows.get(plan.format.currency) ?? 0) + plan.rows);
  }
  return [...rows].sort((a, b) => b[1] - a[1])[0]?.[0];
}
