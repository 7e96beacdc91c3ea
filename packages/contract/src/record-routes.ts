import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { PageQuery, pageOf } from './page.ts';
import { changeProblems, readProblems, writeProblems } from './problem.ts';
import { Id, Instant } from './values.ts';

export const IdParam = z.object({ id: Id });
export const IfMatch = z.object({
  'if-match': z.string().optional().meta({ description: 'The version that you have seen, e.g. "3" with the quotes' }),
});
const ok = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } }) as const;
const body = <T extends z.ZodType>(schema: T) => ({ required: true, content: { 'application/json': { schema } } }) as const;

/** One route each for read, list, create, change, delete and restore: the same manner for every kind of record. */
export function recordRoutes<
  const P extends string,
  const One extends string,
  Item extends z.ZodType,
  Full extends z.ZodType,
  New extends z.ZodType,
  Patch extends z.ZodType,
  Filters extends z.ZodRawShape,
>(o: {
  path: P;
  /** Singular, capitalised: `Deal`. */
  one: One;
  Item: Item;
  Full: Full;
  New: New;
  Patch: Patch;
  filters: Filters;
}) {
  const tags = [o.path];
  const base = `/api/v1/${o.path}` as const;
  return {
    list: createRoute({
      method: 'get',
      path: base,
      operationId: `list${o.one}s`,
      tags,
      request: { query: PageQuery.extend(o.filters) },
      responses: { 200: ok(pageOf(o.Item), 'A page'), ...readProblems },
    }),
    get: createRoute({
      method: 'get',
      path: `${base}/{id}`,
      operationId: `get${o.one}`,
      tags,
      request: { params: IdParam },
      responses: { 200: ok(o.Full, 'The record; ETag is its version'), ...readProblems },
    }),
    create: createRoute({
      method: 'post',
      path: base,
      operationId: `create${o.one}`,
      tags,
      request: { body: body(o.New) },
      responses: { 201: ok(o.Full, 'Created'), ...writeProblems },
    }),
    change: createRoute({
      method: 'patch',
      path: `${base}/{id}`,
      operationId: `change${o.one}`,
      tags,
      request: { params: IdParam, headers: IfMatch, body: body(o.Patch) },
      responses: { 200: ok(o.Full, 'Changed'), ...changeProblems },
    }),
    remove: createRoute({
      method: 'delete',
      path: `${base}/{id}`,
      operationId: `delete${o.one}`,
      tags,
      request: { params: IdParam, headers: IfMatch },
      responses: { 204: { description: 'Deleted; it can be restored' }, ...changeProblems },
    }),
    restore: createRoute({
      method: 'post',
      path: `${base}/{id}/restore`,
      operationId: `restore${o.one}`,
      tags,
      request: { params: IdParam },
      responses: { 200: ok(o.Full, 'Restored'), ...writeProblems },
    }),
  } as const;
}

/** A patch: every editable field optional, plus why it changed, which is kept with the change. */
export const patchOf = <S extends z.ZodRawShape>(shape: z.ZodObject<S>) =>
  shape.partial().extend({
    reason: z.string().trim().max(500).optional().meta({ description: 'Why; kept with the change' }),
    occurredAt: Instant.optional().meta({ description: 'When it happened, if not now' }),
  });

export { body, ok };
