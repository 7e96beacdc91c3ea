export type { Contact, ContactFull, ContactPoint } from './contact.ts';
export { contacts } from './contacts.ts';
export { type Erased, eraseContact, eraseLead } from './erase.ts';
export { everythingAbout, type PersonData } from './everything.ts';
