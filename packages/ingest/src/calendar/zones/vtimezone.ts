import { type Component, lineOf, linesOf } from '../../content-lines/component.ts';
import { timeOf } from '../calendar-time.ts';
import { civilOf, dayMs, dayOf, daysOf, type EpochMs, type LocalTime } from '../local-time.ts';
import { Budget } from '../recurrence/budget.ts';
import { expandRule } from '../recurrence/expand.ts';
import { parseRule, type RecurrenceRule } from '../recurrence/rule.ts';
import type { Zone } from './zone.ts';

/** STANDARD or DAYLIGHT: from when on clocks show which offset. */
interface Observance {
  readonly start: LocalTime;
  readonly offsetFrom: number;
  readonly offsetTo: number;
  readonly rule: RecurrenceRule | undefined;
  readonly moments: readonly LocalTime[];
}

interface Change {
  readonly at: EpochMs;
  readonly offsetTo: number;
}

const mostObservances = 200;
const mostChanges = 4_000;
/** Rules of zones are yearly; more years than this are not looked back. */
const stepsForYear = 20_000;

/** The zone that a VTIMEZONE defines by its own rules (RFC 5545, 3.6.5); `undefined` when it defines none. */
export function zoneOfDefinition(component: Component): Zone | undefined {
  const observances = component.children.slice(0, mostObservances).flatMap((child) => observanceOf(child) ?? []);
  const [first] = observances.toSorted((a, b) => a.start - a.offsetFrom - (b.start - b.offsetFrom));
  if (!first) return undefined;
  const byYear = new Map<number, readonly Change[]>();
  return {
    id: undefined,
    offsetAt(epoch) {
      const { year } = civilOf(dayOf(epoch));
      let changes = byYear.get(year);
      if (!changes) {
        changes = changesAround(observances, year);
        if (byYear.size < 500) byYear.set(year, changes);
      }
      return changes.findLast(({ at }) => at <= epoch)?.offsetTo ?? first.offsetFrom;
    },
  };
}

/** The changes of the clocks that hold in a year or begin in it, ascending. */
function changesAround(observances: readonly Observance[], year: number): Change[] {
  const budget = new Budget(stepsForYear);
  const to = daysOf(year + 1, 1, 2) * dayMs;
  const changes = observances.flatMap((observance) => {
    const { start, rule, moments, offsetFrom, offsetTo } = observance;
    const locals = [start, ...moments];
    if (rule) {
      const until = rule.until ? (rule.until.isUtc ? rule.until.local + offsetFrom : rule.until.local) : Number.POSITIVE_INFINITY;
      // The last change of a rule that has ended still holds.
      const lastYear = Math.min(year, Number.isFinite(until) ? civilOf(dayOf(until)).year : year);
      const from = daysOf(lastYear - 1 - rule.interval, 1, 1) * dayMs;
      for (const local of expandRule(rule, start, { from, to, until, isDate: false, budget })) {
        locals.push(local);
        if (locals.length > mostChanges) break;
      }
    }
    return locals.map((local) => ({ at: local - offsetFrom, offsetTo }));
  });
  return changes.sort((a, b) => a.at - b.at);
}

function observanceOf(component: Component): Observance | undefined {
  if (component.name !== 'STANDARD' && component.name !== 'DAYLIGHT') return undefined;
  const startLine = lineOf(component, 'DTSTART');
  const start = startLine && timeOf(startLine);
  const offsetTo = offsetOf(lineOf(component, 'TZOFFSETTO')?.value);
  if (!start || offsetTo === undefined) return undefined;
  const offsetFrom = offsetOf(lineOf(component, 'TZOFFSETFROM')?.value) ?? offsetTo;
  const written = lineOf(component, 'RRULE')?.value;
  const rule = written === undefined ? undefined : parseRule(written);
  const moments = linesOf(component, 'RDATE')
    .flatMap((line) => line.value.split(',', mostChanges).map((value) => timeOf(line, value.split('/')[0])))
    .flatMap((time) => (time ? [time.isUtc ? time.local + offsetFrom : time.local] : []))
    .slice(0, mostChanges);
  return { start: start.local, offsetFrom, offsetTo, rule: rule && 'problem' in rule ? undefined : rule, moments };
}

/** `+0100`, `-053000`, also `+01:00`; milliseconds. */
function offsetOf(text: string | undefined): number | undefined {
  const found = /^\s*([+-])?(\d{2}):?(\d{2}):?(\d{2})?\s*$/.exec((text ?? '').slice(0, 30));
  if (!found) return undefined;
  const ms = (Number(found[2]) * 3_600 + Number(found[3]) * 60 + Number(found[4] ?? 0)) * 1_000;
  return ms > dayMs ? undefined : found[1] === '-' ? -ms : ms;
}
