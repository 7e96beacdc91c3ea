import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { readProblems, writeProblems } from '../problem.ts';
import { body, ok } from '../record-routes.ts';
import { Day, Text } from '../values.ts';
import { CaptureLevel, CaptureSource } from './source.ts';

const tags = ['capture'];

/** A password or token on its way in. */
export const Secret = z.string().min(1).max(8_000).meta({ description: 'Kept sealed; never given back' });

const credentials = { userName: Text(320), password: Secret.optional(), accessToken: Secret.optional() };

const shared = {
  name: Text(200).optional(),
  aliases: z.array(z.email('takes a mail address such as ana@example.org')).max(50).default([]),
  keepsText: z.boolean().default(false),
  level: CaptureLevel.default('happened'),
  since: Day.optional().meta({ description: 'Day from which on history is read. If left out: all mail, and three years of calendars' }),
};

export const NewCaptureSource = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('imap'),
      address: z.email('takes a mail address such as ana@example.org'),
      host: Text(253),
      port: z.int().min(1).max(65_535).default(993),
      security: z.enum(['tls', 'starttls', 'none']).default('tls'),
      ...credentials,
      ...shared,
    }),
    z.object({ kind: z.literal('caldav'), url: z.url('takes the address of a calendar server, https://…'), ...credentials, ...shared }),
    z.object({
      kind: z.literal('calendarFeed'),
      url: z.string().regex(/^(https?|webcals?):\/\//, 'takes an address that begins with https:// or webcal://'),
      ...shared,
    }),
    z.object({
      kind: z.literal('watchedFolder'),
      path: Text(4_000).meta({ description: 'A folder on the server that its operator allowed' }),
      ...shared,
    }),
  ])
  .meta({ id: 'NewCaptureSource' });

export const suggestServer = createRoute({
  method: 'get',
  path: '/api/v1/capture/servers',
  operationId: 'suggestServer',
  tags,
  description: 'Servers of an address: from its domain, so that nobody has to know host and port.',
  request: { query: z.object({ address: z.email('takes a mail address such as ana@example.org') }) },
  responses: {
    200: ok(
      z.object({
        imap: z.object({ host: z.string(), port: z.int(), security: z.enum(['tls', 'starttls']) }).nullable(),
        caldav: z.object({ url: z.string() }).nullable(),
        advice: z.string().nullable().meta({ description: 'Such as: this provider wants an app password, and where it is made' }),
      }),
      'What is likely',
    ),
    ...readProblems,
  },
});

export const connectCaptureSource = createRoute({
  method: 'post',
  path: '/api/v1/capture/sources',
  operationId: 'connectCaptureSource',
  tags,
  description: 'Tries the connection before anything is kept: what does not work is refused with what to do.',
  request: { body: body(NewCaptureSource) },
  responses: { 201: ok(CaptureSource, 'Connected; history is being read'), ...writeProblems },
});
