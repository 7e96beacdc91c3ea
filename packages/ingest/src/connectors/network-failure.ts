/** What a connection to any server can come to, as far as it matters for what to do. */
export type NetworkFailure = 'addressRefused' | 'unreachable' | 'cutOff' | 'tls';

/** By the code of an error that Node reports. */
export const networkFailures: Readonly<Record<string, NetworkFailure>> = {
  ADDRESS_REFUSED: 'addressRefused',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'unreachable',
  ECONNRESET: 'cutOff',
  EPIPE: 'cutOff',
  EPROTO: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  UNABLE_TO_GET_ISSUER_CERT: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
  HOSTNAME_MISMATCH: 'tls',
};

/** OpenSSL's codes that the list does not name one by one. */
export const isTlsCode = (code: string): boolean => /^(ERR_(SSL|TLS)_|CERT_|CRL_)/.test(code);
