import { type FilePlan, type Finding, nameKey, probableMisspelling, type RecordKind } from '@windshield/core';
import { isoDay, parseDate } from '../cells/date.ts';
import { parseNamed } from '../cells/people.ts';
import { parseTruth } from '../cells/truth.ts';
import { normalId } from '../read/plan-columns.ts';
import { type FileCount, mostDistinct } from './count.ts';
import { countries, sectors } from './known-words.ts';

interface Counted {
  readonly plan: FilePlan;
  readonly count: FileCount;
}

const refKinds: Readonly<Record<string, RecordKind>> = {
  account: 'accounts',
  parent: 'accounts',
  owner: 'users',
  user: 'users',
  author: 'users',
  product: 'products',
  contact: 'contacts',
  deal: 'deals',
};
const mostPerColumn = 20;

/** What a person should look at before importing. Nothing is changed because of it. */
export function findingsOf(files: readonly Counted[], today: string): Finding[] {
  return files.flatMap((file) => [
    ...misspellings(file),
    ...unmatchedNames(file, files),
    ...unmatchedIds(file, files),
    ...oddDates(file, today),
    ...wideRows(file),
    ...deleted(file),
    ...leftOut(file),
  ]);
}

function misspellings({ plan, count }: Counted): Finding[] {
  const findings: Finding[] = [];
  for (const column of plan.columns) {
    const field = column.field ?? '';
    if (!['industry', 'country', 'type', 'leadSource', 'source', 'lossReason', 'family', 'region'].includes(field)) continue;
    const values = count.values.get(column.index);
    if (!values || values.size > 2_000) continue;
    const vocabulary = field === 'country' ? countries() : field === 'industry' ? sectors : [];
    const inVocabulary = new Set([...vocabulary].map(nameKey));
    for (const [value, rows] of values) {
      if (inVocabulary.has(nameKey(value)) || findings.length >= mostPerColumn) continue;
      const commoner = [...values].filter(([other, times]) => other !== value && times >= rows * 4).map(([other]) => other);
      const known = probableMisspelling(value, vocabulary) ?? probableMisspelling(value, commoner);
      if (!known) continue;
      findings.push({
        path: plan.path,
        column: column.header,
        value,
        suggestion: known.name,
        rows,
        message: `“${value}” is probably a misspelling of “${known.name}”; it is kept as it is.`,
      });
    }
  }
  return findings;
}

/** Names that refer to another file's records: written differently there, or not there at all. */
function unmatchedNames({ plan, count }: Counted, files: readonly Counted[]): Finding[] {
  const findings: Finding[] = [];
  for (const column of plan.columns) {
    const field = column.field ?? '';
    const kind = refKinds[field];
    const values = kind === undefined ? undefined : count.values.get(column.index);
    if (kind === undefined || !values || plan.columns.some((one) => one.field === `${field}.key`)) continue;
    const target = namesOf(kind, files);
    if (!target) continue;
    let missing = 0;
    let missingRows = 0;
    const examples: string[] = [];
    for (const [value, rows] of values) {
      const named = parseNamed(value);
      if (!named?.name || target.exact.has(named.name) || (named.email && target.mails.has(named.email))) continue;
      const same = target.byKey.get(nameKey(named.name));
      if (same !== undefined) {
        if (findings.length < mostPerColumn) {
          findings.push({
            path: plan.path,
            column: column.header,
            value: named.name,
            suggestion: same,
            rows,
            message: `“${named.name}” is read as “${same}”.`,
          });
        }
        continue;
      }
      missing++;
      missingRows += rows;
      const near = probableMisspelling(named.name, target.exact);
      if (near && findings.length < mostPerColumn) {
        findings.push({
          path: plan.path,
          column: column.header,
          value: named.name,
          suggestion: near.name,
          rows,
          message: `“${named.name}” is in no file of ${kind}; it is probably “${near.name}”, but is kept apart.`,
        });
      } else if (examples.length < 3) examples.push(named.name);
    }
    if (examples.length > 0) {
      const others = missing > examples.length ? ' …' : '';
      findings.push({
        path: plan.path,
        column: column.header,
        rows: missingRows,
        message: `${missing === 1 ? 'One name is' : `${missing} names are`} in no file of ${kind} (${examples.join(', ')}${others}).`,
      });
    }
  }
  return findings;
}

interface Names {
  readonly exact: ReadonlySet<string>;
  readonly byKey: ReadonlyMap<string, string>;
  readonly mails: ReadonlySet<string>;
}

function namesOf(kind: RecordKind, files: readonly Counted[]): Names | undefined {
  const own = files.filter((file) => file.plan.kind === kind);
  const exact = new Set<string>();
  const mails = new Set<string>();
  for (const { plan, count } of own) {
    for (const column of plan.columns) {
      if (column.field === 'name') for (const name of count.values.get(column.index)?.keys() ?? []) exact.add(name.trim());
      if (column.field === 'email') for (const mail of count.values.get(column.index)?.keys() ?? []) mails.add(mail.trim().toLowerCase());
    }
  }
  if (exact.size === 0 || exact.size >= mostDistinct) return undefined;
  return { exact, mails, byKey: new Map([...exact].map((name) => [nameKey(name), name])) };
}

/** Ids that point to a record which the file of that kind does not hold. */
function unmatchedIds({ plan, count }: Counted, files: readonly Counted[]): Finding[] {
  const findings: Finding[] = [];
  for (const column of plan.columns) {
    const field = column.field?.endsWith('.key') ? column.field.slice(0, -4) : undefined;
    const kind = field === undefined ? undefined : refKinds[field];
    const values = count.values.get(column.index);
    if (kind === undefined || !values) continue;
    const known = idsOf(kind, plan.system, files);
    if (!known) continue;
    const isOwn = plan.system === 'windshield';
    let missing = 0;
    let rows = 0;
    for (const [cell, times] of values) {
      const ids = isOwn ? [cell] : cell.split(';').map((id) => normalId(id.trim(), plan.system));
      if (ids.some((id) => id !== '' && !known.has(id))) {
        missing++;
        rows += times;
      }
    }
    if (missing > 0) {
      findings.push({
        path: plan.path,
        column: column.header,
        rows,
        message: `${missing === 1 ? 'One id points' : `${missing} ids point`} to ${kind} that are in none of the files.`,
      });
    }
  }
  return findings;
}

/** How the records of a kind are pointed at: by their ids; in an export of our own by their keys, which say more than the id. */
function idsOf(kind: RecordKind, system: string, files: readonly Counted[]): ReadonlySet<string> | undefined {
  const ids = new Set<string>();
  for (const { plan, count } of files) {
    if (plan.kind !== kind || plan.system !== system) continue;
    const field = system === 'windshield' ? 'key' : 'externalId';
    const column = plan.columns.find((one) => one.field === field);
    const values = column && count.values.get(column.index);
    // Beyond the limit of what was counted nothing can be said.
    if (!values || values.size >= mostDistinct) return undefined;
    for (const id of values.keys()) ids.add(normalId(id.trim(), system));
  }
  return ids.size === 0 ? undefined : ids;
}

function oddDates({ plan, count }: Counted, today: string): Finding[] {
  const findings: Finding[] = [];
  for (const column of plan.columns) {
    const days = count.days.get(column.index);
    if (!days) continue;
    const isPast = ['createdAt', 'modifiedAt', 'openedAt', 'wonAt', 'lostAt'].includes(column.field ?? '');
    let none = 0;
    let example = '';
    let ahead = 0;
    let old = 0;
    for (const [text, rows] of days) {
      const date = parseDate(text, plan.format.dateOrder);
      if (!date) {
        if (!/\d/.test(text)) continue;
        none += rows;
        example ||= text;
      } else if (isPast && isoDay(date) > today) ahead += rows;
      else if (date.year < 1970) old += rows;
    }
    const say = (rows: number, message: string) => rows > 0 && findings.push({ path: plan.path, column: column.header, rows, message });
    say(none, `${none === 1 ? 'One cell is' : `${none} cells are`} no date, such as “${example}”; the rows are kept aside.`);
    say(ahead, `${ahead === 1 ? 'One date lies' : `${ahead} dates lie`} in the future, though it should have happened.`);
    say(old, `${old === 1 ? 'One date lies' : `${old} dates lie`} before 1970.`);
  }
  return findings;
}

function wideRows({ plan, count }: Counted): Finding[] {
  const rows = count.wideRows;
  if (rows === 0 || plan.kind === undefined) return [];
  const message = `${rows === 1 ? 'One row has' : `${rows} rows have`} more cells than the header: a delimiter within a cell lacks its quotes. Where the other columns leave only one way to read a row it is read so; else it is kept aside.`;
  return [{ path: plan.path, rows, message }];
}

function deleted({ plan, count }: Counted): Finding[] {
  const column = plan.columns.find((one) => one.field === 'isDeleted');
  const values = column && count.values.get(column.index);
  if (!column || !values) return [];
  let rows = 0;
  for (const [value, times] of values) if (parseTruth(value) === true) rows += times;
  if (rows === 0) return [];
  const message = `${rows === 1 ? 'One row is' : `${rows} rows are`} marked as deleted in the system they come from and left out.`;
  return [{ path: plan.path, column: column.header, rows, message }];
}

function leftOut({ plan }: Counted): Finding[] {
  if (plan.kind === undefined || plan.system === 'windshield') return [];
  const out = plan.columns.filter((column) => column.field === undefined && column.samples.length > 0).map((column) => column.header);
  if (out.length === 0) return [];
  const shown = out.slice(0, 5).join(', ');
  return [
    {
      path: plan.path,
      rows: plan.rows,
      message: `${out.length === 1 ? 'One column is' : `${out.length} columns are`} left out: ${shown}${out.length > 5 ? ', …' : ''}.`,
    },
  ];
}
