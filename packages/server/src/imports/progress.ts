import { setTimeout as sleep } from 'node:timers/promises';
import { type Actor, imports, inWorkspace, NotFound } from '@windshield/store';
import { streamSSE } from 'hono/streaming';
import type { RequestContext } from '../app/context.ts';
import type { Services } from '../services.ts';
import { presentState } from './present.ts';

const moving = new Set<imports.ImportStatus>(['inspecting', 'running', 'undoing']);
const restMs = { moving: 300, still: 2_000 };

/**
 * Server-sent events: the import whenever it moves on, whoever moves it (this process, another one, a command). A comment now and then
 * tells proxies that the line is alive.
 *
 * @throws NotFound
 */
export async function streamProgress(services: Services, actor: Actor, context: RequestContext, importId: string): Promise<Response> {
  const read = () => inWorkspace(services.pools.app, actor, (tx) => imports.importState(tx, importId));
  if (!(await read())) throw new NotFound('import', importId);
  context.header('cache-control', 'no-store');
  context.header('x-accel-buffering', 'no');
  return streamSSE(context, async (stream) => {
    let sent = '';
    let silentMs = 0;
    while (!stream.aborted && !services.ending.signal.aborted) {
      const state = await read();
      if (!state) return;
      const shown = presentState(state);
      const data = JSON.stringify(shown);
      if (data !== sent) {
        await stream.writeSSE({ event: 'import', data });
        [sent, silentMs] = [data, 0];
      }
      const rest = moving.has(state.status) ? restMs.moving : restMs.still;
      await sleep(rest);
      silentMs += rest;
      if (silentMs >= 15_000) {
        await stream.write(': still here\n\n');
        silentMs = 0;
      }
    }
  });
}
