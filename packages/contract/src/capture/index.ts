/** Capture (IN2): mailboxes, calendars and files that fill the timelines by themselves. */
export * from './connect.ts';
export * from './exclusions.ts';
export * from './hide-thread.ts';
export * from './proposals.ts';
export * from './seen.ts';
export * from './source.ts';
export * from './sources.ts';
export * from './unknown-people.ts';
export * from './unread-items.ts';
export * from './upload.ts';
