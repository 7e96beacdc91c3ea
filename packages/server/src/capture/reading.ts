import type { ImapAccount } from '@windshield/ingest';
import { type Actor, capture, inWorkspace, NotFound, type WorkspaceTransaction, workspace as workspaces } from '@windshield/store';
import { readSecret } from '../auth/secret.ts';
import type { Services } from '../services.ts';
import { imapAccountOf } from './read-mailbox.ts';
import { type Credentials, SealBroken, type SecretAddress, seal, unseal } from './seal.ts';

/** What reading one source stands on, as its owner. */
export interface Reading {
  readonly services: Services;
  readonly actor: Actor;
  readonly source: capture.Source;
  /** Ends reading after the batch in hand: the server stops, or others wait for their turn. */
  readonly signal: AbortSignal;
  /** Country in which phone numbers without a country's code are dialled. */
  readonly region: string | undefined;
  /** IANA zone of the workspace. */
  readonly zone: string;
  within<T>(work: (tx: WorkspaceTransaction) => Promise<T>): Promise<T>;
  credentials(): Promise<Credentials>;
  /** Of a feed. */
  address(): Promise<string>;
  imapAccount(): Promise<ImapAccount>;
}

/** @throws NotFound when the source is gone, or its owner has left */
export async function openReading(
  services: Services,
  workspaceId: string,
  ownerId: string,
  sourceId: string,
  signal: AbortSignal,
): Promise<Reading> {
  const actor = capture.capturing(workspaceId, ownerId);
  const within: Reading['within'] = (work) => inWorkspace(services.pools.app, actor, work);
  const { source, region, zone } = await within(async (tx) => {
    if (!(await workspaces.getUser(tx, ownerId)).isActive) throw new NotFound('user', ownerId);
    const { locale, timeZone } = await workspaces.readWorkspace(tx);
    return { source: await capture.getSource(tx, sourceId), region: regionOf(locale), zone: timeZone };
  });
  const unsealed = async <T extends Credentials | SecretAddress>(): Promise<T> => {
    const sealed = await within((tx) => capture.readSecret(tx, sourceId));
    if (!sealed) throw new SealBroken();
    return unseal<T>(captureKey(services), [workspaceId, sourceId], sealed);
  };
  return {
    ...{ services, actor, source, signal, region, zone, within },
    credentials: () => unsealed<Credentials>(),
    address: async () => (await unsealed<SecretAddress>()).url,
    imapAccount: async () => imapAccountOf(source, await unsealed<Credentials>()),
  };
}

/** Seals and keeps what signs in to a source. */
export async function keepCredentials(
  services: Services,
  tx: WorkspaceTransaction,
  sourceId: string,
  secret: Credentials | SecretAddress,
): Promise<void> {
  await capture.saveSecret(tx, sourceId, seal(captureKey(services), [tx.actor.workspaceId, sourceId], secret));
}

const captureKey = (services: Services): string => readSecret(services.dataDir, 'capture-key');

function regionOf(locale: string): string | undefined {
  try {
    return new Intl.Locale(locale).region;
  } catch {
    return undefined;
  }
}
