export type * from './inspection.ts';
export { sourceSystems } from './inspection.ts';
export type * from './records.ts';
export { recordKinds, roles } from './records.ts';
