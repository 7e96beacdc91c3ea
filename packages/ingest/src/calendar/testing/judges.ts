import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { readCalendar } from '../read-calendar.ts';

/** An occurrence as two libraries can agree on it: `uid start end`, days as days, all else as instants. */
type Occurrence = string;

interface Window {
  readonly from: string;
  readonly to: string;
  /** The zone of days and floating times; the process has to run in it, because the judges reckon such times in that. */
  readonly zone: string;
}

function occurrence(uid: string | undefined, start: string, end: string): Occurrence {
  return `${uid?.trim() ?? ''} ${start} ${end}`;
}

/** More than any series of the samples has in the window. */
const mostOfSeries = 30_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-01-05 09:00`, as a clock in `zone` shows it. */
function clockIn(zone: string, instant: Date): string {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(zone, format);
  return format.format(instant);
}

/** The day that a clock in `zone` shows, `2026-01-05`. */
function dayIn(zone: string, instant: Date): string {
  return clockIn(zone, instant).slice(0, 10);
}

function isMidnight(zone: string, instant: Date): boolean {
  return clockIn(zone, instant).endsWith(' 00:00');
}

/** Our own reading in the words of the judges. */
function byUs(text: string, window: Window): Occurrence[] {
  const { meetings, zone } = readCalendar(text, { ...window, mostPerSeries: mostOfSeries });
  return meetings.map(({ uid, startsAt, endsAt, isAllDay }) => {
    const [start, end] = [new Date(startsAt), new Date(endsAt)];
    const name = uid.startsWith('without-uid') ? '' : uid;
    return isAllDay && isMidnight(zone, start)
      ? occurrence(name, dayIn(zone, start), dayIn(zone, end))
      : occurrence(name, startsAt, endsAt);
  });
}

/** Whether one of the judges sees in a calendar exactly what we see. */
export function isAgreed(text: string, window: Window): boolean {
  const ours = sorted(byUs(text, window));
  return [byNodeIcal, byIcalJs].some((judge) => sorted(judge(text, window)) === ours);
}

function sorted(occurrences: readonly Occurrence[] | undefined): string | undefined {
  return occurrences?.toSorted().join('\n');
}

/** What node-ical (with rrule-temporal) makes of a calendar; `undefined` when it refuses the file as a whole. */
function byNodeIcal(text: string, { from, to, zone }: Window): Occurrence[] | undefined {
  try {
    return Object.values(nodeIcal.sync.parseICS(text)).flatMap((event) => {
      if (event?.type !== 'VEVENT') return [];
      const found = nodeIcal.expandRecurringEvent(event, { from: new Date(from), to: new Date(to), expandOngoing: true });
      return found.map(({ start, end, isFullDay }) =>
        isFullDay
          ? occurrence(event.uid, dayIn(zone, start), dayIn(zone, end))
          : occurrence(event.uid, start.toISOString(), end.toISOString()),
      );
    });
  } catch {
    return undefined;
  }
}

/** What ical.js makes of it; `undefined` when it refuses the file as a whole. */
function byIcalJs(text: string, window: Window): Occurrence[] | undefined {
  try {
    const parsed: unknown = ICAL.parse(text);
    const roots = (Array.isArray(parsed) && typeof parsed[0] === 'string' ? [parsed] : parsed) as unknown[][];
    return roots.flatMap((root) => occurrencesIn(new ICAL.Component(root as never), window));
  } catch {
    return undefined;
  } finally {
    ICAL.TimezoneService.reset();
  }
}

function occurrencesIn(calendar: InstanceType<typeof ICAL.Component>, { from, to }: Window): Occurrence[] {
  for (const component of calendar.getAllSubcomponents('vtimezone')) {
    const zone = new ICAL.Timezone(component);
    if (zone.tzid) ICAL.TimezoneService.register(zone);
  }
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  const masters = events.filter((event) => !event.isRecurrenceException());
  const orphans = events.filter((event) => {
    const master = event.isRecurrenceException() ? masters.find(({ uid }) => uid === event.uid) : undefined;
    master?.relateException(event);
    return event.isRecurrenceException() && !master;
  });
  const [first, last] = [new Date(from), new Date(to)];
  const found: Occurrence[] = [];
  const add = (uid: string, start: InstanceType<typeof ICAL.Time>, end: InstanceType<typeof ICAL.Time>): void => {
    const [begins, ends] = [start.toJSDate(), end.toJSDate()];
    if (begins >= last || (ends <= first && begins < first)) return;
    found.push(
      start.isDate ? occurrence(uid, start.toString(), end.toString()) : occurrence(uid, begins.toISOString(), ends.toISOString()),
    );
  };
  for (const master of [...masters, ...orphans]) {
    if (!master.isRecurring() || master.isRecurrenceException()) {
      add(master.uid, master.startDate, master.endDate);
      continue;
    }
    const iterator = master.iterator();
    for (let count = 0; count < mostOfSeries; count++) {
      // An RDATE may be a period, which the types of ical.js pass over.
      const next = iterator.next() as InstanceType<typeof ICAL.Time> | InstanceType<typeof ICAL.Period> | undefined;
      const start = next instanceof ICAL.Period ? next.start : next;
      if (!start || start.toJSDate() >= last) break;
      const { startDate, endDate } = master.getOccurrenceDetails(start);
      add(master.uid, startDate, next instanceof ICAL.Period && startDate.compare(start) === 0 ? next.getEnd() : endDate);
    }
  }
  return found;
}
