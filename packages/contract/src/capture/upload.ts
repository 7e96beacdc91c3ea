import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { writeProblems } from '../problem.ts';
import { ok } from '../record-routes.ts';
import { CaptureSource } from './source.ts';

const tags = ['capture'];

export const uploadCapture = createRoute({
  method: 'post',
  path: '/api/v1/capture/files',
  operationId: 'uploadCapture',
  tags,
  description:
    'mbox, maildir as ZIP, .eml, a ZIP of these, or .ics. Read in the background. Address books (.vcf) and call logs (CSV) are imported.',
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': { schema: z.object({ files: z.union([z.any(), z.array(z.any())]) }).meta({ id: 'CaptureUpload' }) },
      },
    },
  },
  responses: { 201: ok(CaptureSource, 'Being read'), ...writeProblems },
});
