/** Minutes after midnight, in the person's own zone. */
export type MinuteSpan = { fromMinute: number; toMinute: number };

/** Working hours by weekday (1 Monday … 7 Sunday); a day that is not named is free. */
export type WorkingWeek = Partial<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, MinuteSpan[]>>;

/** A meeting or another blocked time, in epoch milliseconds. */
export type Busy = { from: number; to: number };

export type FreeTime = { freeMinutes: number; workingMinutes: number; meetingMinutes: number; isWorkingDay: boolean };

const morning: MinuteSpan = { fromMinute: 9 * 60, toMinute: 12 * 60 + 30 };
const afternoon: MinuteSpan = { fromMinute: 13 * 60 + 30, toMinute: 17 * 60 + 30 };

/** Monday to Friday, 9:00-12:30 and 13:30-17:30: taken until a person says otherwise. */
export const usualWorkingWeek: WorkingWeek = {
  1: [morning, afternoon],
  2: [morning, afternoon],
  3: [morning, afternoon],
  4: [morning, afternoon],
  5: [morning, afternoon],
};

/**
 * Minutes of the working day that are still free at `now`: working hours from now on, less meetings (overlapping ones
 * counted once), in `timeZone` (IANA name; days of 23 and 25 hours are right because spans are turned into instants).
 * A holiday or a free weekday has none. O(meetings log meetings).
 */
export function freeTimeToday(input: {
  now: number;
  timeZone: string;
  week?: WorkingWeek;
  busy: readonly Busy[];
  isHoliday?: boolean;
}): FreeTime {
  const { now, timeZone, week = usualWorkingWeek, busy, isHoliday = false } = input;
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
  const spans = isHoliday ? [] : (week[today.dayOfWeek as 1] ?? []);
  const working = spans.map((span) => ({
    from: instantAt(today, span.fromMinute, timeZone),
    to: instantAt(today, span.toMinute, timeZone),
  }));
  const meetings = withoutOverlap(busy);
  let workingMs = 0;
  let meetingMs = 0;
  let freeMs = 0;
  for (const span of working) {
    workingMs += span.to - span.from;
    const ahead = { from: Math.max(span.from, now), to: span.to };
    meetingMs += overlap(span, meetings);
    if (ahead.to > ahead.from) freeMs += ahead.to - ahead.from - overlap(ahead, meetings);
  }
  return {
    freeMinutes: Math.round(freeMs / 60_000),
    workingMinutes: Math.round(workingMs / 60_000),
    meetingMinutes: Math.round(meetingMs / 60_000),
    isWorkingDay: working.length > 0,
  };
}

function instantAt(day: Temporal.PlainDate, minute: number, timeZone: string): number {
  const time = Temporal.PlainTime.from({ hour: Math.min(23, Math.floor(minute / 60)), minute: minute >= 1440 ? 59 : minute % 60 });
  return day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
}

function withoutOverlap(busy: readonly Busy[]): Busy[] {
  const merged: Busy[] = [];
  for (const span of [...busy].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else if (span.to > span.from) merged.push({ ...span });
  }
  return merged;
}

function overlap(span: Busy, meetings: readonly Busy[]): number {
  return meetings.reduce((sum, meeting) => sum + Math.max(0, Math.min(span.to, meeting.to) - Math.max(span.from, meeting.from)), 0);
}
