import { z } from 'zod';
import { Day, Id, Instant, Named } from '../values.ts';

export const CaptureKind = z.enum(['imap', 'caldav', 'calendarFeed', 'upload', 'watchedFolder']).meta({ id: 'CaptureKind' });

/** What colleagues see of what a source brought. Its owner always sees all that is kept. */
export const CaptureLevel = z.enum(['happened', 'subject', 'text']).meta({ id: 'CaptureLevel' });

export const CaptureFolder = z
  .object({
    path: z.string(),
    role: z
      .enum(['inbox', 'sent', 'archive', 'all', 'calendar', 'file', 'invitations', 'other'])
      .meta({ description: 'invitations: no folder on the server, but the meetings of invitations found in mail' }),
    isIncluded: z.boolean(),
    onServer: z
      .int()
      .nullable()
      .meta({ description: 'Messages that the server counts, since `since` if set; null: not counted, as in calendars' }),
    read: z.int().meta({ description: 'Of these, how many were read' }),
    unread: z.int().meta({ description: 'Read, but not understood: each with its reason' }),
    countedAt: Instant.nullable(),
  })
  .meta({ id: 'CaptureFolder' });

export const CaptureSource = z
  .object({
    id: Id,
    version: z.int(),
    kind: CaptureKind,
    name: z.string(),
    owner: Named,
    isOwn: z.boolean(),
    state: z.enum(['connecting', 'backfilling', 'active', 'waiting', 'needsAttention', 'paused']).meta({
      description: 'waiting: will be tried again by itself at `retryAt`; needsAttention: somebody has to do what `stateMessage` says',
    }),
    stateCode: z.string().nullable(),
    stateMessage: z.string().nullable().meta({ description: 'What is wrong and what to do, in words' }),
    retryAt: Instant.nullable(),
    lastReadAt: Instant.nullable(),
    progress: z
      .object({ done: z.int(), total: z.int().nullable(), secondsLeft: z.number().nullable() })
      .nullable()
      .meta({ description: 'While history is being read, newest first' }),
    counts: z.object({
      interactions: z.int(),
      waiting: z.int().meta({ description: 'Held back until somebody says who the people are' }),
      leftOut: z.int().meta({ description: 'Newsletters, automatic answers, internal mail and the like' }),
      unread: z.int(),
    }),
    leftOut: z
      .array(z.object({ reason: z.string(), count: z.int() }))
      .meta({ description: 'Why what was left out was, most frequent first; only to the owner' }),
    keepsText: z.boolean(),
    level: CaptureLevel,
    folders: z.array(CaptureFolder),
    /** Only to its owner. */
    settings: z
      .object({
        address: z.string().nullable(),
        aliases: z.array(z.string()),
        host: z.string().nullable(),
        port: z.int().nullable(),
        security: z.enum(['tls', 'starttls', 'none']).nullable(),
        userName: z.string().nullable(),
        url: z.string().nullable(),
        path: z.string().nullable(),
        authentication: z.enum(['password', 'token']).nullable(),
        since: Day.nullable().meta({ description: 'History is read and counted from this day on; null: all of it' }),
      })
      .nullable(),
  })
  .meta({ id: 'CaptureSource' });
export type CaptureSource = z.infer<typeof CaptureSource>;
