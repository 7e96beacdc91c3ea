export type { Contact, ContactFull, ContactPoint } from './contact.ts';
export { contacts } from './contacts.ts';
export { type Erased, eraseContact } from './erase.ts';
