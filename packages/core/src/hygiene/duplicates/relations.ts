import type { FieldKind, LinkageField } from './fields.ts';

/** How often a field agrees because two records belong together, and how that spreads over its levels where it is looser than sameness. */
export interface Sharing {
  readonly share: number;
  readonly spread?: readonly number[];
}

/** Whether records are of people, as opposed to organisations or things: then a company is what they have in common, not what they are. */
export function areOfPeople(fields: readonly Pick<LinkageField, 'kind'>[]): boolean {
  return fields.some(({ kind }) => kind === 'firstName' || kind === 'lastName') || fields[0]?.kind === 'personName';
}

/** One household or building. Kinds that are not named agree by chance alone. */
const onePlace: Readonly<Partial<Record<FieldKind, Sharing>>> = {
  lastName: { share: 0.6 },
  phone: { share: 0.4 },
  domain: { share: 0.3 },
  street: { share: 0.8 },
  houseNumber: { share: 0.8 },
  postalCode: { share: 0.9 },
  city: { share: 0.9 },
  region: { share: 0.95 },
  country: { share: 0.95 },
  category: { share: 0.2 },
};

/** Colleagues: one company, mail at one domain, perhaps one switchboard. */
const oneCompany: Readonly<Partial<Record<FieldKind, Sharing>>> = {
  companyName: { share: 0.95 },
  mail: { share: 0.8, spread: [0, 0, 0, 0.04, 0.96, 0] },
  domain: { share: 0.95 },
  phone: { share: 0.4 },
  street: { share: 0.6 },
  houseNumber: { share: 0.6 },
  postalCode: { share: 0.6 },
  city: { share: 0.7 },
  region: { share: 0.8 },
  country: { share: 0.95 },
  number: { share: 0.2 },
  category: { share: 0.4 },
};

/** Branches of one organisation, issues of one series: names alike, at other places. */
const oneName: Readonly<Partial<Record<FieldKind, Sharing>>> = {
  firstName: { share: 0.5 },
  lastName: { share: 0.5 },
  personName: { share: 0.6 },
  companyName: { share: 0.95, spread: [0.3, 0.08, 0.08, 0.14, 0.16, 0.2, 0.04, 0] },
  text: { share: 0.5 },
  mail: { share: 0.2 },
  phone: { share: 0.4 },
  domain: { share: 0.85 },
  city: { share: 0.3 },
  region: { share: 0.4 },
  country: { share: 0.5 },
  number: { share: 0.2 },
  category: { share: 0.4 },
};

/** How records of a class of pairs (3 and 4 of `pairClasses`) share a field; undefined where only chance makes it agree. */
export function sharingIn(ofClass: number, kind: FieldKind, isOfPeople: boolean): Sharing | undefined {
  if (ofClass === 3) return onePlace[kind];
  if (ofClass === 4) return (isOfPeople ? oneCompany : oneName)[kind];
  return undefined;
}

/**
 * How often records of the same thing may at most differ in a field beyond slips. Whatever the data seem to say: pairs whose names mostly differ
 * are colleagues or neighbours, however many there are.
 */
export function mostDifferent(kind: FieldKind, isOfPeople: boolean): number {
  if (kind === 'companyName') return isOfPeople ? 0.6 : 0.25;
  return differing[kind] ?? 1;
}

const differing: Readonly<Partial<Record<FieldKind, number>>> = {
  firstName: 0.15,
  lastName: 0.15,
  personName: 0.2,
  mail: 0.45,
  phone: 0.7,
  domain: 0.5,
  date: 0.4,
  idNumber: 0.35,
  street: 0.5,
  houseNumber: 0.5,
  postalCode: 0.45,
  city: 0.45,
  region: 0.4,
  country: 0.2,
};
