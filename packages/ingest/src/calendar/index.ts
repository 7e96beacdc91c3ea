export { withAnswer, withCancellation } from './answers.ts';
export { type CalendarOptions, type ReadCalendar, readCalendar } from './read-calendar.ts';
export { readInvitation } from './read-invitation.ts';
