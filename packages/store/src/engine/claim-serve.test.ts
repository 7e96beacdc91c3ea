import { expect, it } from 'vitest';
import { claimServe } from './claim-serve.ts';
import { EngineError } from './engine.ts';
import { testEngine } from './testing.ts';

it('tells a second server of the same data who serves it already, and lets it in once that one has gone', async () => {
  const engine = await testEngine();
  const first = await claimServe(engine);
  await first.announce('http://localhost:3210');
  const refusal = await claimServe(engine).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(EngineError);
  expect(String(refusal)).toContain(`Windshield already serves ${engine.location} (process ${process.pid}, http://localhost:3210)`);
  await first.release();
  await (await claimServe(engine)).release();
});
