import { expect, it } from 'vitest';
import { networkOf } from './address.ts';

it('who tries passwords from many addresses of their own network waits as from one', () => {
  for (const address of ['2001:db8:0:7::1', '2001:db8:0:7:ffff::', '2001:0db8:0000:0007:1:2:3:4', '2001:db8::7:1:2:3:4'])
    expect(networkOf(address)).toBe('2001:db8:0:7::/64');
  expect(networkOf('2001:db8:0:8::1')).toBe('2001:db8:0:8::/64');
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect([networkOf('::ffff:192.0.2.7'), networkOf('192.0.2.7'), networkOf('unknown')]).toEqual(['192.0.2.7', '192.0.2.7', 'unknown']);
});
