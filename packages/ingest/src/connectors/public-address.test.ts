import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { isPublicAddress, lookupAllowed } from './public-address.ts';

test.each([
  ...[
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
  ],
  ...[
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '192.0.2.1',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
  ],
  ...[
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    '',
    'localhost',
    '127.1',
    '1.2.3',
  ],
])('%s is not on the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001:81b::200e'])(
  '%s is on the public internet',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test('a name that leads inside is not resolved', async () => {
  const lookup = promisify(lookupAllowed(isPublicAddress));
  await expect(lookup('localhost', {})).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  await expect(lookup('localhost', { all: true })).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  const anywhere = promisify(lookupAllowed(() => true));
  expect(['127.0.0.1', '::1']).toContain(await anywhere('localhost', {}));
});
