import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net';

/** IPv4 networks that are not part of the public internet (IANA's special-purpose registry). */
const specialV4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
  ...['192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];
/** Parts of global unicast (2000::/3) that hold other addresses inside or are for examples; outside of it nothing is public. */
const specialV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const special = networks(specialV4, 'ipv4', networks(specialV6, 'ipv6'));
const global = networks(['2000::/3'], 'ipv6');

function networks(list: readonly string[], family: 'ipv4' | 'ipv6', into = new BlockList()): BlockList {
  for (const network of list) {
    const [address = '', bits = ''] = network.split('/');
    into.addSubnet(address, Number(bits), family);
  }
  return into;
}

/** Whether an IP address is on the public internet: not this machine, not a private, link-local, shared or reserved network. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, 'ipv4');
  return isIP(address) === 6 && global.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** No address of this host may be connected to. */
export class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED';
  constructor() {
    super('this address may not be connected to');
  }
}

/**
 * Looks up a host once and hands on only addresses that are allowed, so that what was checked is what is connected to. For the option
 * `lookup` of sockets; a host that is an address itself is not looked up and has to be checked by the caller.
 */
export function lookupAllowed(isAllowed: (address: string) => boolean): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '');
      const allowed = found.filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      if (!first) return callback(new AddressRefused(), '');
      if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}
