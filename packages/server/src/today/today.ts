import type { Today } from '@windshield/contract';
import {
  adviseOnDeal,
  composeToday,
  type DealFacts,
  dayIn,
  freeTimeToday,
  isoDay,
  type OpenDeal,
  outlookOf,
  type TodayItem,
  usualWorkingWeek,
  type WorkingWeek,
} from '@windshield/core';
import { today as mornings, type WorkspaceTransaction, workspace as workspaces } from '@windshield/store';
import type { z } from 'zod';
import type { Caller } from '../app/context.ts';
import type { Judgement } from '../deals/index.ts';
import type { Services } from '../services.ts';
import { looksAtTeam, whoAsks } from './scope.ts';
import { teamForecast } from './team-forecast.ts';

type Scope = 'own' | 'team';
/** Less than this left of a day, and the list is for the next working day. */
const leastFreeMinutes = 30;

/** The morning of whoever asks; a manager's has the team's forecast beside it. */
export async function readToday(
  services: Services,
  tx: WorkspaceTransaction,
  caller: Caller,
  wanted?: Scope,
): Promise<z.input<typeof Today>> {
  const { actor, person } = caller;
  const judgement = await services.clocks.judgement(tx, services.now());
  const known = person && (await workspaces.userOfSignIn(tx, person.userId));
  const timeZone = known?.timeZone ?? judgement.workspace.timeZone;
  const now = momentOf(judgement.days, timeZone, services.now());
  const day = judgement.days.promises;
  const data = await mornings.todayData(tx, { userId: whoAsks(actor), scope: 'own', day, timeZone });
  const scope = wanted ?? (looksAtTeam(actor, data.deals.length) ? 'team' : 'own');
  const { freeMinutes, listMinutes } = minutesFor(now, timeZone, workingWeekOf(known?.settings), data.meetings);
  const today = composeToday({
    ...data,
    now,
    timeZone,
    freeMinutes: listMinutes,
    deals: data.deals.map((facts) => judged(facts, judgement)),
  });
  return {
    asOf: today.asOf,
    exportDay: judgement.workspace.exportDay,
    exportDayReason: judgement.workspace.exportDayReason,
    greeting: {
      name: firstName(known?.user.name ?? person?.name ?? ''),
      partOfDay: partOfDay(services.now(), timeZone),
      today: isoDay(dayIn(timeZone, services.now())),
    },
    scope,
    freeMinutes,
    listFor: freeMinutes === listMinutes ? 'today' : 'nextWorkingDay',
    plannedMinutes: today.plannedMinutes,
    items: today.items.map(presentItem),
    digest: today.digest ?? null,
    behind: today.behind,
    learned: today.learned,
    team: scope === 'team' ? await teamForecast(services, tx, judgement, day, judgement.workspace.timeZone) : null,
  };
}

/** The instant from which the day is seen: now, or the same hour of the export's day when the export is old. */
function momentOf({ promises, today }: workspaces.AsOf, timeZone: string, now: number): number {
  if (promises === today) return now;
  const wall = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  return Temporal.PlainDate.from(promises).toZonedDateTime({ timeZone, plainTime: wall.toPlainTime() }).epochMilliseconds;
}

function judged(facts: DealFacts, { clock, asOf, rates }: Judgement): OpenDeal {
  const outlook = outlookOf(facts, clock, asOf, { rates });
  return { facts, outlook, advice: adviseOnDeal(facts, outlook, asOf) };
}

interface Minutes {
  /** Left of today's working hours. */
  readonly freeMinutes: number;
  /** That the list may take: what is free today, or a whole working day where today is over, free, or long past. */
  readonly listMinutes: number;
}

function minutesFor(now: number, timeZone: string, week: WorkingWeek, busy: readonly { from: number; to: number }[]): Minutes {
  const { freeMinutes, workingMinutes } = freeTimeToday({ now, timeZone, week, busy });
  if (freeMinutes >= leastFreeMinutes) return { freeMinutes, listMinutes: freeMinutes };
  if (workingMinutes > 0) return { freeMinutes, listMinutes: workingMinutes };
  const spans = Object.values(week).find((day) => day.length > 0) ?? usualWorkingWeek[1] ?? [];
  return { freeMinutes, listMinutes: spans.reduce((sum, { fromMinute, toMinute }) => sum + toMinute - fromMinute, 0) };
}

function workingWeekOf(settings: workspaces.UserSettings | undefined): WorkingWeek {
  const hours = settings?.['workingHours'] as { days: number[]; from: string; to: string } | undefined;
  if (!hours) return usualWorkingWeek;
  const span = { fromMinute: minuteOf(hours.from), toMinute: minuteOf(hours.to) };
  return Object.fromEntries(hours.days.map((day) => [day, [span]]));
}

function minuteOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
}

function partOfDay(now: number, timeZone: string): 'morning' | 'afternoon' | 'evening' {
  const { hour } = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
}

const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? '';

function presentItem({ dueDay, ...item }: TodayItem): z.input<typeof Today>['items'][number] {
  return { ...item, ...(dueDay !== undefined && { dueDay: isoDay(dueDay) }) };
}
