/** Real mail and calendar servers, for tests of what stands on the connectors. */
export { type Dovecot, dovecotBinary, startDovecot } from './dovecot.ts';
export { type Radicale, radicaleBinary, startRadicale } from './radicale.ts';
