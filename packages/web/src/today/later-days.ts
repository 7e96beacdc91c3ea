import { calendarDay } from '../ui/locale.ts';

/** The days that "later" offers, as calendar days in the reader's zone. Never a weekend, unless it is picked by hand. */
export function laterDays(now: Date): { label: string; day: string }[] {
  const plus = (days: number) => {
    const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
    return date;
  };
  const onWorkday = (date: Date) => {
    while (date.getDay() === 0 || date.getDay() === 6) date.setDate(date.getDate() + 1);
    return date;
  };
  const toNextMonday = (8 - now.getDay()) % 7 || 7;
  const offers = [
    { label: now.getDay() >= 5 || now.getDay() === 0 ? 'Monday' : 'Tomorrow', date: onWorkday(plus(1)) },
    { label: 'In three days', date: onWorkday(plus(3)) },
    { label: 'Next week', date: plus(toNextMonday) },
    { label: 'In a month', date: onWorkday(plus(30)) },
  ];
  const byDay = new Map(offers.toReversed().map(({ label, date }) => [calendarDay(date), label]));
  return [...byDay].map(([day, label]) => ({ label, day })).sort((a, b) => (a.day < b.day ? -1 : 1));
}
