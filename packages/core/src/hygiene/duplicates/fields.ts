/** What a field holds; it decides how two values are compared and which keys they are looked up by. */
export type FieldKind =
  | 'personName'
  | 'firstName'
  | 'lastName'
  | 'companyName'
  | 'mail'
  | 'phone'
  | 'domain'
  | 'street'
  | 'houseNumber'
  | 'postalCode'
  | 'city'
  | 'region'
  | 'country'
  | 'date'
  | 'idNumber'
  | 'text'
  | 'number'
  | 'category';

export const fieldKinds: readonly FieldKind[] = [
  ...(['personName', 'firstName', 'lastName', 'companyName', 'mail', 'phone', 'domain', 'street', 'houseNumber', 'postalCode'] as const),
  ...(['city', 'region', 'country', 'date', 'idNumber', 'text', 'number', 'category'] as const),
];

export interface LinkageField {
  /** Key of the value in a {@link LinkageRecord}, and its name in reasons. */
  readonly name: string;
  readonly kind: FieldKind;
}

/** What is known of one record: a value, several (all mails, all phones), or nothing. Blank text counts as nothing. */
export type LinkageRecord = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Contacts: `name` only where first and last are not known apart. Several mails and phones meet by the best pair. */
export const contactFields: readonly LinkageField[] = [
  { name: 'name', kind: 'personName' },
  { name: 'first', kind: 'firstName' },
  { name: 'last', kind: 'lastName' },
  { name: 'mails', kind: 'mail' },
  { name: 'phones', kind: 'phone' },
  { name: 'accountName', kind: 'companyName' },
  { name: 'accountDomain', kind: 'domain' },
  { name: 'title', kind: 'text' },
  { name: 'country', kind: 'country' },
];

/** Accounts. */
export const accountFields: readonly LinkageField[] = [
  { name: 'name', kind: 'companyName' },
  { name: 'domain', kind: 'domain' },
  { name: 'website', kind: 'domain' },
  { name: 'phones', kind: 'phone' },
  { name: 'city', kind: 'city' },
  { name: 'country', kind: 'country' },
];

/** Leads: people with the company they named. */
export const leadFields: readonly LinkageField[] = [
  { name: 'name', kind: 'personName' },
  { name: 'first', kind: 'firstName' },
  { name: 'last', kind: 'lastName' },
  { name: 'mails', kind: 'mail' },
  { name: 'phones', kind: 'phone' },
  { name: 'company', kind: 'companyName' },
  { name: 'domain', kind: 'domain' },
  { name: 'title', kind: 'text' },
  { name: 'country', kind: 'country' },
];
