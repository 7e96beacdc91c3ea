export type { Contact, ContactFull, ContactPoint } from './contact.ts';
export { pointKey } from './contact-points.ts';
export { contacts } from './contacts.ts';
export { type Erased, eraseContact } from './erase.ts';
