import { z } from 'zod';
import { Flag } from './page.ts';
import { patchOf, recordRoutes } from './record-routes.ts';
import { AmountMinor, Currency, Custom, Id, Instant, MergedInto, Money, Named, Stored, Text } from './values.ts';

const editable = z.object({
  name: Text(300),
  parentId: Id.nullable(),
  ownerId: Id.nullable(),
  type: Text(100).nullable(),
  website: Text(500).nullable(),
  domain: Text(253).nullable(),
  industry: Text(200).nullable(),
  employees: z.int().nonnegative().max(100_000_000).nullable(),
  revenueMinor: AmountMinor.nullable(),
  revenueCurrency: Currency.nullable(),
  yearFounded: z.int().min(800).max(2200).nullable(),
  phone: Text(60).nullable(),
  address: Text(500).nullable(),
  city: Text(200).nullable(),
  country: Text(100).nullable(),
  description: Text(20_000).nullable(),
});

export const Account = Stored.extend(editable.shape)
  .extend({
    custom: Custom,
    parent: Named.nullable(),
    owner: Named.nullable(),
    openDeals: z.int(),
    openAmount: z.array(Money).meta({ description: 'Open deals, summed per currency' }),
    contacts: z.int(),
    lastInteractionAt: Instant.nullable(),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

export const AccountFull = Account.extend({
  children: z.array(Named),
  people: z.array(
    z.object({
      id: Id,
      name: z.string(),
      title: z.string().nullable(),
      email: z.string().nullable(),
      lastInteractionAt: Instant.nullable(),
    }),
  ),
  deals: z.array(
    z.object({
      id: Id,
      name: z.string(),
      status: z.enum(['open', 'won', 'lost']),
      stage: z.string(),
      amountMinor: AmountMinor.nullable(),
      currency: Currency.nullable(),
      expectedCloseOn: z.string().nullable(),
      closedAt: Instant.nullable(),
    }),
  ),
  mergedInto: MergedInto,
}).meta({ id: 'AccountFull' });
export type AccountFull = z.infer<typeof AccountFull>;

export const NewAccount = editable
  .partial()
  .extend({ name: Text(300) })
  .meta({ id: 'NewAccount' });
export const AccountPatch = patchOf(editable).meta({ id: 'AccountPatch' });

export const accountRoutes = recordRoutes({
  path: 'accounts',
  one: 'Account',
  Item: Account,
  Full: AccountFull,
  New: NewAccount,
  Patch: AccountPatch,
  filters: {
    q: z.string().trim().max(200).optional(),
    ownerId: Id.optional(),
    parentId: Id.optional(),
    industry: z.string().max(200).optional(),
    country: z.string().max(100).optional(),
    hasOpenDeals: Flag.optional(),
    deleted: Flag.optional(),
    sort: z.enum(['name', 'openAmount', 'lastInteractionAt', 'employees', 'recordedAt']).default('name'),
    order: z.enum(['asc', 'desc']).default('asc'),
  },
});
