import { sealText, unsealText } from '../auth/seal.ts';

/** What signs in to a source. */
export type Credentials = { readonly password: string } | { readonly accessToken: string };

/** Where a feed is: whoever knows it reads the calendar. */
export interface SecretAddress {
  readonly url: string;
}

const purpose = 'windshield capture credentials';

/**
 * Seals credentials, bound to the source: what is sealed for one opens for no other.
 *
 * @param key the secret `capture-key` @param place workspace and source ids
 */
export function seal(key: string, place: readonly [workspaceId: string, sourceId: string], secret: Credentials | SecretAddress): Buffer {
  return sealText({ key, purpose, place }, JSON.stringify(secret));
}

/** What was sealed does not open: another key, another source, or damaged. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  constructor() {
    super('What signs in to this source cannot be opened with the key of this data directory. Connect it again.');
  }
}

/** @throws SealBroken */
export function unseal<T extends Credentials | SecretAddress>(
  key: string,
  place: readonly [workspaceId: string, sourceId: string],
  sealed: Uint8Array,
): T {
  const text = unsealText({ key, purpose, place }, sealed);
  if (text === undefined) throw new SealBroken();
  return JSON.parse(text) as T;
}
