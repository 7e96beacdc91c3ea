import { type Dovecot, dovecotBinary } from '../../../testing/dovecot.ts';
import { connectImap, type ImapConnection } from '../connection.ts';
import type { FetchedMessage } from '../fetch-messages.ts';
import type { FolderState } from '../folder-state.ts';
import { type SyncOptions, syncFolder } from '../sync-folder.ts';

export const password = 'sesame-7f31';

/** Behind the name of a test that needs a mail server. */
export const whyWithout = dovecotBinary ? '' : ' (skipped: Dovecot is not installed, apt-get install dovecot-imapd)';

export function message(id: string, text = 'Hello'): string {
  return `Message-ID: <${id}@example.com>\r\nFrom: ann@example.com\r\nTo: bob@example.net\r\nSubject: ${id}\r\n\r\n${text}\r\n`;
}

/** Signs in to a server of a test, which is on this machine. */
export function connectTo(dovecot: Dovecot, user: string, port = dovecot.port): Promise<ImapConnection> {
  const policy = { isAllowedAddress: () => true, allowsPlaintext: true };
  return connectImap({ host: 'localhost', port, security: 'none', user, auth: { password } }, policy);
}

/** Connections of a file's tests, closed together at its end. @param dovecot asked for when one connects: it starts before the tests do */
export function connectionsTo(dovecot: () => Dovecot) {
  const open: ImapConnection[] = [];
  return {
    connect: async (user: string, port?: number): Promise<ImapConnection> => {
      const connection = await connectTo(dovecot(), user, port);
      open.push(connection);
      return connection;
    },
    close: () => Promise.all(open.splice(0).map((connection) => connection.close())),
  };
}

/** What a store would keep: it forgets what is gone or renumbered, and notices when a message comes twice. */
export class Kept {
  state: FolderState | undefined;
  readonly messages = new Map<number, FetchedMessage>();
  readonly order: number[] = [];
  renumberings = 0;

  async read(connection: ImapConnection, folder: string, options: SyncOptions & { batches?: number } = {}): Promise<void> {
    let batches = options.batches ?? Number.POSITIVE_INFINITY;
    for await (const batch of syncFolder(connection, folder, this.state, options)) {
      if (batch.isRenumbered) {
        this.messages.clear();
        this.renumberings++;
      }
      for (const [first, last] of batch.gone)
        for (const uid of this.messages.keys()) if (uid >= first && uid <= last) this.messages.delete(uid);
      for (const one of batch.messages) {
        if (this.messages.has(one.uid)) throw new Error(`message ${one.uid} came twice`);
        this.messages.set(one.uid, one);
        this.order.push(one.uid);
      }
      this.state = JSON.parse(JSON.stringify(batch.state)) as FolderState;
      if (--batches === 0) return;
    }
  }

  get ids(): string[] {
    return [...this.messages.values()].map(idOf).sort();
  }
}

export function idOf({ bytes }: FetchedMessage): string {
  return /^Message-ID: <(.*?)>/im.exec(Buffer.from(bytes).toString('latin1'))?.[1] ?? '';
}
