import { BlockList, isIP } from 'node:net';
import { type ImapPolicy, isPublicAddress } from '@windshield/ingest';

/** What the operator of this server allows capture to reach. */
export interface CaptureOptions {
  /** Networks (`10.0.0.0/8`, `127.0.0.1`) whose mail and calendar servers may be connected to although they are not on the public internet. */
  readonly privateNetworks?: readonly string[] | undefined;
  /** Folders on this machine below which files may be watched. */
  readonly watchedRoots?: readonly string[] | undefined;
  /** Certificates (PEM) of authorities that are trusted besides the usual ones'. */
  readonly trustedCertificates?: readonly string[] | undefined;
}

/** Public addresses, and the private networks that the operator named. Connections in clear go to the latter alone. */
export function policyOf({ privateNetworks = [], trustedCertificates }: CaptureOptions, security: 'tls' | 'starttls' | 'none' = 'tls') {
  const inside = privateList(privateNetworks);
  const isInside = (address: string) => inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return {
    isAllowedAddress: (address: string) => isInside(address) || (security !== 'none' && isPublicAddress(address)),
    allowsPlaintext: privateNetworks.length > 0,
    ...(trustedCertificates && { trustedCertificates }),
  } satisfies ImapPolicy;
}

function privateList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return list;
}
