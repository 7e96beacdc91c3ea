import { createHash, randomBytes } from 'node:crypto';
import { type ActorRole, type ApiKeyOwner, type ApiKeyRow, addApiKey, findApiKey, noteApiKeyUse, revokeApiKey } from '@windshield/store';
import type pg from 'pg';
import { Memory, remembered } from '../app/memory.ts';

const pattern = /^wsk_[\w-]{43}$/;

/** Keys with which programs work in one workspace as one role. 256 random bits each, so a plain hash is enough to keep. */
export class Keys {
  readonly #auth: pg.Pool;
  /** What another process changes counts after five seconds at the latest. */
  readonly #known = new Memory<Promise<ApiKeyOwner | undefined>>({ holdMs: 5_000, most: 10_000 });

  constructor(auth: pg.Pool) {
    this.#auth = auth;
  }

  /** Makes a key. `key` is seen this once. */
  async create(workspaceId: string, name: string, role: ActorRole): Promise<ApiKeyRow & { key: string }> {
    const key = `wsk_${randomBytes(32).toString('base64url')}`;
    const row = await addApiKey(this.#auth, { workspaceId, name, role, start: key.slice(0, 8), hash: hash(key) });
    return { ...row, key };
  }

  /** For whom the key speaks; undefined: it is none, or was revoked. */
  check(key: string): Promise<ApiKeyOwner | undefined> {
    if (!pattern.test(key)) return Promise.resolve(undefined);
    return remembered(this.#known, { place: key }, async () => {
      const owner = await findApiKey(this.#auth, hash(key));
      if (owner) noteApiKeyUse(this.#auth, owner.id).catch(() => {}); // When it was last used is no reason to fail.
      return owner;
    });
  }

  async revoke(workspaceId: string, id: string): Promise<boolean> {
    const revoked = await revokeApiKey(this.#auth, workspaceId, id);
    this.#known.forget();
    return revoked;
  }
}

const hash = (key: string): Buffer => createHash('sha256').update(key).digest();
