import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { Flag } from './page.ts';
import { writeProblems } from './problem.ts';
import { body, IdParam, ok, patchOf, recordRoutes } from './record-routes.ts';
import { Custom, Day, Id, Instant, MergedInto, Named, Stored, Text } from './values.ts';

export const ContactPoint = z
  .object({ kind: z.enum(['email', 'phone', 'url', 'handle']), value: Text(500), label: Text(100).nullable() })
  .meta({ id: 'ContactPoint' });

const editable = z.object({
  name: Text(300),
  firstName: Text(150).nullable(),
  lastName: Text(150).nullable(),
  accountId: Id.nullable().meta({ description: 'Where they work now; a change closes the employment before' }),
  title: Text(300).nullable(),
  ownerId: Id.nullable(),
  lifecycle: Text(100).nullable(),
  language: Text(35).nullable(),
  country: Text(100).nullable(),
  description: Text(20_000).nullable(),
  points: z.array(ContactPoint).max(100),
});

export const Contact = Stored.extend(editable.omit({ points: true }).shape)
  .extend({
    email: z.string().nullable(),
    phone: z.string().nullable(),
    custom: Custom,
    account: Named.nullable(),
    owner: Named.nullable(),
    openDeals: z.int(),
    lastInteractionAt: Instant.nullable(),
    erasedAt: Instant.nullable(),
  })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof Contact>;

export const ContactFull = Contact.extend({
  points: z.array(ContactPoint.extend({ status: z.enum(['unknown', 'valid', 'stale']) })),
  employments: z.array(
    z.object({ account: Named, title: z.string().nullable(), startedOn: Day.nullable(), endedOn: Day.nullable(), isPrimary: z.boolean() }),
  ),
  deals: z.array(z.object({ id: Id, name: z.string(), status: z.enum(['open', 'won', 'lost']), role: z.string().nullable() })),
  knownBy: z
    .array(z.object({ user: Named, lastInteractionAt: Instant }))
    .meta({ description: 'Who here has been in touch, most recent first' }),
  mergedInto: MergedInto,
}).meta({ id: 'ContactFull' });
export type ContactFull = z.infer<typeof ContactFull>;

export const NewContact = editable
  .partial()
  .extend({ name: Text(300) })
  .meta({ id: 'NewContact' });
export const ContactPatch = patchOf(editable).meta({ id: 'ContactPatch' });

export const contactRoutes = recordRoutes({
  path: 'contacts',
  one: 'Contact',
  Item: Contact,
  Full: ContactFull,
  New: NewContact,
  Patch: ContactPatch,
  filters: {
    q: z.string().trim().max(200).optional(),
    accountId: Id.optional(),
    ownerId: Id.optional(),
    deleted: Flag.optional(),
    sort: z.enum(['name', 'lastInteractionAt', 'recordedAt']).default('name'),
    order: z.enum(['asc', 'desc']).default('asc'),
  },
});

export const eraseContact = createRoute({
  method: 'post',
  path: '/api/v1/contacts/{id}/erase',
  operationId: 'eraseContact',
  tags: ['contacts'],
  description: 'Blanks this person everywhere, history included. Cannot be undone; admins only.',
  request: { params: IdParam, body: body(z.object({ reason: Text(500) })) },
  responses: { 200: ok(z.object({ erasedAt: Instant, records: z.int() }), 'Erased'), ...writeProblems },
});
