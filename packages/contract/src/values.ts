import { z } from 'zod';

/** The kinds of values that travel in every room. */
export const Id = z.uuid();
export const Day = z.iso.date().meta({ description: 'A day, YYYY-MM-DD' });
export const Instant = z.iso.datetime().meta({ description: 'An instant in UTC, ISO 8601' });
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'takes a three-letter ISO 4217 code such as EUR')
  .meta({ description: 'ISO 4217 code' });
export const AmountMinor = z.int().meta({ description: 'Money in minor units of its currency: 36500 is 365.00 EUR' });
export const Money = z.object({ amountMinor: AmountMinor, currency: Currency }).meta({ id: 'Money' });
export const TimeZone = z.string().min(1).max(64).meta({ description: 'IANA time zone such as Europe/Madrid' });
export const Custom = z.record(z.string(), z.string()).meta({ description: 'Fields of the source system without a place of their own' });
export const Role = z.enum(['rep', 'manager', 'marketer', 'executive', 'admin']).meta({ id: 'Role' });

/** A record as others name it. */
export const Named = z.object({ id: Id, name: z.string() }).meta({ id: 'Named' });

export const Text = (max: number) => z.string().trim().min(1).max(max);

/** What something is about: at least one is given. */
export const AboutIds = z.object({
  accountId: Id.nullable(),
  contactId: Id.nullable(),
  dealId: Id.nullable(),
  leadId: Id.nullable(),
});

export const MailAddress = z.email('takes a mail address such as ana@example.org');

/** Characters of a password that somebody chooses. */
export const passwordLength = { least: 12, most: 200 } as const;
export const NewPassword = z
  .string()
  .min(passwordLength.least, `takes at least ${passwordLength.least} characters`)
  .max(passwordLength.most);

/** Where a record went that turned out to be another one as well. */
export const MergedInto = Named.nullable().meta({
  description: 'It was merged into this record, which has its history now; null: it was not',
});

/** Fields that every stored record carries. */
export const Stored = z.object({
  id: Id,
  version: z.int().positive().meta({ description: 'Goes up with every change; send it as If-Match to change the record' }),
  createdAt: Instant.nullable().meta({ description: 'When the source system says it was created' }),
  recordedAt: Instant,
  updatedAt: Instant,
  deletedAt: Instant.nullable(),
});
