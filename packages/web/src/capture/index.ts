/** What other rooms may use of capture; its screens are entered through route.ts. */
export { CaptureSettings } from './capture-settings.tsx';
export { Proposals } from './proposals.tsx';
export { UnknownPeopleLink } from './unknown-people-link.tsx';
