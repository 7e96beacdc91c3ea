export { mountPeople } from './people-routes.ts';
export type { CaptureOptions } from './policy.ts';
export { readSourceInTurns } from './read-in-turns.ts';
export { mountSources } from './sources-routes.ts';
export { forgetBrokenFiles } from './upload.ts';
export { startWatch } from './watch.ts';
