import { z } from 'zod';
import { Flag } from './page.ts';
import { patchOf, recordRoutes } from './record-routes.ts';
import { AmountMinor, Currency, Custom, Id, Instant, MailAddress, MergedInto, Named, Stored, Text } from './values.ts';

export const LeadStatus = z.enum(['open', 'working', 'accepted', 'returned', 'converted', 'disqualified']);

const editable = z.object({
  name: Text(300),
  company: Text(300).nullable(),
  title: Text(300).nullable(),
  email: MailAddress.nullable(),
  phone: Text(60).nullable(),
  status: LeadStatus,
  source: Text(200).nullable(),
  campaign: Text(200).nullable(),
  ownerId: Id.nullable(),
  industry: Text(200).nullable(),
  employees: z.int().nonnegative().nullable(),
  country: Text(100).nullable(),
  valueMinor: AmountMinor.nonnegative().nullable(),
  valueCurrency: Currency.nullable(),
  description: Text(20_000).nullable(),
  accountId: Id.nullable(),
  contactId: Id.nullable(),
  dealId: Id.nullable(),
});

export const Lead = Stored.extend(editable.extend({ email: z.string().nullable() }).shape)
  .extend({
    statusName: z.string().nullable(),
    convertedAt: Instant.nullable(),
    custom: Custom,
    owner: Named.nullable(),
    lastInteractionAt: Instant.nullable(),
    erasedAt: Instant.nullable(),
  })
  .meta({ id: 'Lead' });
export type Lead = z.infer<typeof Lead>;

export const LeadFull = Lead.extend({
  account: Named.nullable(),
  contact: Named.nullable(),
  deal: Named.nullable(),
  mergedInto: MergedInto,
}).meta({
  id: 'LeadFull',
});
export type LeadFull = z.infer<typeof LeadFull>;

export const NewLead = editable
  .partial()
  .extend({ name: Text(300) })
  .meta({ id: 'NewLead' });
export const LeadPatch = patchOf(editable).meta({ id: 'LeadPatch' });

export const leadRoutes = recordRoutes({
  path: 'leads',
  one: 'Lead',
  Item: Lead,
  Full: LeadFull,
  New: NewLead,
  Patch: LeadPatch,
  filters: {
    q: z.string().trim().max(200).optional(),
    status: LeadStatus.optional(),
    ownerId: Id.optional(),
    source: z.string().max(200).optional(),
    deleted: Flag.optional(),
    sort: z.enum(['name', 'status', 'recordedAt', 'createdAt']).default('name'),
    order: z.enum(['asc', 'desc']).default('asc'),
  },
});
