import { describe, expect, it } from 'vitest';
import { Memory, remembered } from './memory.ts';

const hour = { holdMs: 3_600_000, most: 10 };

describe('what is remembered', () => {
  it('is told again only under the stamp it was kept under, and only for its time', () => {
    const memory = new Memory<string>(hour);
    memory.keep('deal', 'version 1', 'work');
    expect(memory.recall('deal', 'version 1')).toBe('work');
    expect(memory.recall('deal', 'version 2')).toBeUndefined();
    memory.keep('deal', 'version 1', 'work', 0);
    expect(memory.recall('deal', 'version 1')).toBeUndefined();
  });

  it('is asked for once by all who ask at the same time', async () => {
    const memory = new Memory<Promise<number>>(hour);
    let asked = 0;
    const ask = () => remembered(memory, { place: 'session' }, async () => ++asked);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  });

  it('is neither a failure nor that there was nothing', async () => {
    const memory = new Memory<Promise<number | undefined>>(hour);
    await expect(remembered(memory, { place: 'key' }, () => Promise.reject(new Error('no connection')))).rejects.toThrow('no connection');
    expect(await remembered(memory, { place: 'key' }, async () => undefined)).toBeUndefined();
    expect(await remembered(memory, { place: 'key' }, async () => 7)).toBe(7);
  });

  it('is not kept when it was being found out while all was forgotten', async () => {
    const memory = new Memory<Promise<string>>(hour);
    const finding = Promise.withResolvers<string>();
    const first = remembered(memory, { place: 'session' }, () => finding.promise);
    memory.forget();
    finding.resolve('signed in');
    expect(await first).toBe('signed in');
    expect(await remembered(memory, { place: 'session' }, async () => 'shut out')).toBe('shut out');
  });
});
