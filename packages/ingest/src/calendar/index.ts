export type { MeetingAnswer, MeetingCancellation } from './answers.ts';
export { withAnswer, withCancellation } from './answers.ts';
export { type CalendarOptions, type ReadCalendar, readCalendar } from './read-calendar.ts';
