/** What other rooms may use of this one: everything about a person, and forgetting them. */
export { PersonDataDialog } from './person-data-dialog.tsx';
