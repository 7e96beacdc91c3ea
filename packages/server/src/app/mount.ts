import type { RouteConfig } from '@hono/zod-openapi';
import { type Actor, inWorkspace, type WorkspaceTransaction } from '@windshield/store';
import type { z } from 'zod';
import { authenticate } from '../auth/authenticate.ts';
import { demandTwoFactor, demandUser } from '../auth/demand-user.ts';
import type { Services } from '../services.ts';
import { readBody } from './body.ts';
import type { App, Caller, RequestContext } from './context.ts';
import { remembered } from './memory.ts';
import { ProblemError } from './problem.ts';
import { check } from './validate.ts';

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Request<R extends RouteConfig> = R extends { request: infer Q } ? Q : object;
type Part<R extends RouteConfig, Name extends string> = Request<R> extends { [N in Name]: infer T } ? Parsed<T> : undefined;
type BodyOf<R extends RouteConfig> =
  Request<R> extends { body: { content: { 'application/json': { schema: infer T } } } } ? Parsed<T> : undefined;
type Good = 200 | 201 | 202;
type ResultOf<R extends RouteConfig> = {
  [S in keyof R['responses'] & Good]: R['responses'][S] extends { content: { 'application/json': { schema: infer T } } }
    ? T extends z.ZodType
      ? z.input<T>
      : never
    : never;
}[keyof R['responses'] & Good];

/** A request that was checked against its route, from somebody who may ask. */
export interface Call<R extends RouteConfig> {
  readonly params: Part<R, 'params'>;
  readonly query: Part<R, 'query'>;
  readonly body: BodyOf<R>;
  readonly caller: Caller;
  readonly actor: Actor;
  readonly context: RequestContext;
  /** Runs in one transaction of the caller's workspace, as the caller. */
  within<T>(work: (tx: WorkspaceTransaction) => Promise<T>): Promise<T>;
}

/** What a visitor without a session sends. */
export type Visit<R extends RouteConfig> = Pick<Call<R>, 'params' | 'query' | 'body' | 'context'>;

/** What a use case gives back: the value, a whole response, or nothing (204). */
// biome-ignore lint/suspicious/noConfusingVoidType: a use case without an answer
export type Answer<R extends RouteConfig> = ResultOf<R> | Response | (void & object) | undefined;

/** Puts a route of the contract into the app: whoever calls must be signed in or bring a key. */
export function mount<R extends RouteConfig>(
  app: App,
  services: Services,
  route: R,
  work: (call: Call<R>) => Promise<Answer<R>> | Answer<R>,
  { holdMs }: MountOptions = {},
): void {
  answer(app, route, async (context) => {
    const caller = await authenticate(services, context);
    const { actor } = caller;
    demandTwoFactor(caller, route);
    if (route.method !== 'get') await demandUser(services, caller, route);
    // an answer that may be given again has done nothing but read
    const readOnly = holdMs !== undefined;
    const within = <T>(inside: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(services.pools.app, actor, inside, { readOnly });
    const use = async () => work({ ...(await readRequest(context, route)), caller, actor, context, within });
    if (holdMs !== undefined) {
      const { pathname, search } = new URL(context.req.url);
      const place = [actor.workspaceId, actor.userId, actor.role, caller.person?.userId, pathname, search].join(' ');
      const stamp = String(services.writes.of(actor.workspaceId));
      return remembered(services.memories.answers, { place, stamp, holdMs }, async () => textOf(await use()));
    }
    const result = await use();
    if (route.method !== 'get') services.writes.note(actor.workspaceId);
    return result;
  });
}

export interface MountOptions {
  /** The same question of the same person within so many milliseconds is answered the same, unless something was written meanwhile. */
  readonly holdMs?: number;
}

const textOf = (result: unknown): string => (typeof result === 'string' ? result : JSON.stringify(result));

/** Puts a route into the app that everybody may call. */
export function mountPublic<R extends RouteConfig>(app: App, route: R, work: (visit: Visit<R>) => Promise<Answer<R>> | Answer<R>): void {
  answer(app, route, async (context) => work({ ...(await readRequest(context, route)), context }));
}

function answer(app: App, route: RouteConfig, work: (context: RequestContext) => Promise<unknown>): void {
  app.openAPIRegistry.registerPath(route);
  const pattern = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
  const status = Number(Object.keys(route.responses).find((code) => code.startsWith('2')) ?? 200);
  app.on(route.method, pattern, async (context) => {
    context.set('route', route.path);
    return present(context, status, await work(context));
  });
}

function present(context: RequestContext, status: number, result: unknown): Response {
  if (result instanceof Response) return result;
  if (result === undefined) return context.body(null, 204);
  const json = typeof result === 'string' ? result : JSON.stringify(result);
  return context.body(json, status as 200, { 'content-type': 'application/json' });
}

async function readRequest<R extends RouteConfig>(context: RequestContext, route: R) {
  const { params, query, body } = (route.request ?? {}) as {
    params?: z.ZodType;
    query?: z.ZodType;
    body?: RouteConfig['request'] & object;
  };
  const schema = (body as { content?: Record<string, { schema: z.ZodType }> } | undefined)?.content?.['application/json']?.schema;
  return {
    params: (params && check(params, context.req.param())) as Part<R, 'params'>,
    query: (query && check(query, context.req.query())) as Part<R, 'query'>,
    body: (schema && check(schema, await readBody(context))) as BodyOf<R>,
  };
}

/** Stops whoever's role is not among those given; for what the database cannot refuse by itself. */
export function demandRole({ role }: Actor, allowed: readonly Actor['role'][], what: string): void {
  if (!allowed.includes(role)) throw new ProblemError('forbidden', `Only ${allowed.join(' or ')} may ${what}; your role is ${role}.`);
}
