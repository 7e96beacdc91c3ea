export type { CalDavAccount, CalendarPolicy, CalendarTimeouts } from './account.ts';
export { CalendarError, type CalendarErrorCode } from './calendar-error.ts';
export { type CalendarChanges, type CalendarObject, type CalendarState, type FetchOptions, fetchChanges } from './fetch-changes.ts';
export { type Feed, type FeedState, fetchFeed } from './fetch-feed.ts';
export { type CalDavCalendar, listCalendars } from './list-calendars.ts';
