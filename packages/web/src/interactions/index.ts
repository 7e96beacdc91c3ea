/** What other rooms may use of interactions; they have no screen of their own. */
export { type ChangeNames, fieldInWords, valueInWords } from './change-words.ts';
export { SpokeDialog } from './spoke-dialog.tsx';
export { Timeline } from './timeline.tsx';
