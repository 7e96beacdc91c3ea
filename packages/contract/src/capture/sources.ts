import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { changeProblems, readProblems, writeProblems } from '../problem.ts';
import { body, IdParam, IfMatch, ok } from '../record-routes.ts';
import { Text } from '../values.ts';
import { Secret } from './connect.ts';
import { CaptureLevel, CaptureSource } from './source.ts';

const tags = ['capture'];

export const listCaptureSources = createRoute({
  method: 'get',
  path: '/api/v1/capture/sources',
  operationId: 'listCaptureSources',
  tags,
  responses: { 200: ok(z.object({ items: z.array(CaptureSource) }), 'Own ones first'), ...readProblems },
});

export const changeCaptureSource = createRoute({
  method: 'patch',
  path: '/api/v1/capture/sources/{id}',
  operationId: 'changeCaptureSource',
  tags,
  request: {
    params: IdParam,
    headers: IfMatch,
    body: body(
      z.object({
        name: Text(200).optional(),
        aliases: z.array(z.email('takes a mail address such as ana@example.org')).max(50).optional(),
        level: CaptureLevel.optional(),
        keepsText: z.boolean().optional().meta({ description: 'Off: texts kept so far are deleted' }),
        isPaused: z.boolean().optional(),
        password: Secret.optional(),
        accessToken: Secret.optional(),
        includedFolders: z.array(z.string()).max(2_000).optional(),
      }),
    ),
  },
  responses: { 200: ok(CaptureSource, 'Changed'), ...changeProblems },
});

export const removeCaptureSource = createRoute({
  method: 'delete',
  path: '/api/v1/capture/sources/{id}',
  operationId: 'removeCaptureSource',
  tags,
  request: {
    params: IdParam,
    query: z.object({ interactions: z.enum(['keep', 'remove']).default('keep') }),
  },
  responses: { 204: { description: 'Gone, and its credentials with it' }, ...writeProblems },
});

export const readNow = createRoute({
  method: 'post',
  path: '/api/v1/capture/sources/{id}/read',
  operationId: 'readNow',
  tags,
  request: { params: IdParam },
  responses: { 202: ok(CaptureSource, 'Asked for'), ...writeProblems },
});
