import type { RouteConfig } from '@hono/zod-openapi';
import type { ListQuery, Page, RecordRoom, Stored, Values, WorkspaceTransaction } from '@windshield/store';
import type { Services } from '../services.ts';
import type { App, RequestContext } from './context.ts';
import { createOnce } from './create-once.ts';
import { type Call, type MountOptions, mount } from './mount.ts';
import { ProblemError } from './problem.ts';
import { invalid } from './validate.ts';

/** What `recordRoutes` of the contract gives for a kind of record. */
export interface RecordRoutes {
  readonly list: RouteConfig;
  readonly get: RouteConfig;
  readonly create: RouteConfig;
  readonly change: RouteConfig;
  readonly remove: RouteConfig;
  readonly restore: RouteConfig;
}

/** What a kind of record shows beyond what is stored of it. */
export interface Additions<Item, Full> {
  readonly toPage?: (tx: WorkspaceTransaction, page: Page<Item>) => Promise<Page<Item>>;
  readonly toRecord?: (tx: WorkspaceTransaction, record: Full) => Promise<Full>;
  /** After anything was written. */
  readonly afterWrite?: (call: AnyCall) => void;
}

type AnyCall = Omit<Call<RouteConfig>, 'params' | 'query' | 'body'> & { params: { id: string }; query: ListQuery; body: Values };

/** The six routes of a kind of record: pages, one, create (once per Idempotency-Key), change and delete (against a version), restore. */
export function mountRecords<Item extends Stored, Full extends Stored>(
  app: App,
  services: Services,
  routes: RecordRoutes,
  room: RecordRoom<Item, Full>,
  { toPage, toRecord, afterWrite }: Additions<Item, Full> = {},
): void {
  const on = (route: RouteConfig, work: (call: AnyCall) => Promise<unknown>, options?: MountOptions) =>
    mount(app, services, route, work as never, options);
  const full = async (tx: WorkspaceTransaction, record: Full) => (toRecord ? toRecord(tx, record) : record);

  on(
    routes.list,
    ({ query, within }) =>
      within(async (tx) => {
        const page = await room.list(tx, query);
        return toPage ? toPage(tx, page) : page;
      }),
    { holdMs: 5_000 },
  );

  on(routes.get, async ({ params, within, context }) =>
    tagged(context, await within(async (tx) => full(tx, await room.get(tx, params.id)))),
  );

  on(routes.create, async (call) => {
    const made = await call.within((tx) =>
      createOnce(call, tx, routes.create.path, async () => JSON.stringify(await full(tx, await room.create(tx, call.body)))),
    );
    afterWrite?.(call);
    return tagged(call.context, JSON.parse(made) as Full);
  });

  on(routes.change, async (call) => {
    const { reason, occurredAt, ...patch } = call.body as Values & { reason?: string; occurredAt?: string };
    const version = versionSeen(call.context);
    const changed = await call.within(async (tx) =>
      full(tx, await room.change(tx, call.params.id, version, patch, { reason, occurredAt })),
    );
    afterWrite?.(call);
    return tagged(call.context, changed);
  });

  on(routes.remove, async (call) => {
    const version = versionSeen(call.context);
    await call.within((tx) => room.remove(tx, call.params.id, version));
    afterWrite?.(call);
    return undefined;
  });

  on(routes.restore, async (call) => {
    const restored = await call.within(async (tx) => full(tx, await room.restore(tx, call.params.id)));
    afterWrite?.(call);
    return tagged(call.context, restored);
  });
}

function tagged<T extends Stored>(context: RequestContext, record: T): T {
  context.header('etag', `"${record.version}"`);
  context.header('cache-control', 'private, no-cache');
  return record;
}

/** @throws ProblemError when the writer does not say which version they have seen */
export function versionSeen(context: RequestContext): number | undefined {
  const header = context.req.header('if-match');
  if (header === undefined)
    throw new ProblemError(
      'versionRequired',
      'Send the version that you have seen as If-Match, such as If-Match: "3"; GET gives it as ETag. If-Match: * writes over any.',
    );
  if (header.trim() === '*') return undefined;
  const version = /^\s*(?:W\/)?"?(\d{1,9})"?\s*$/.exec(header)?.[1];
  if (version === undefined) throw invalid([{ field: 'if-match', message: 'takes the version of the record, such as "3"' }]);
  return Number(version);
}
