import { connect, createServer, type Server, type Socket } from 'node:net';

export interface OddServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** A server that misbehaves as told: what it does with each connection. Real servers do everything else in tests. */
export async function startOddServer(behave: (socket: Socket) => void): Promise<OddServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    behave(socket);
  });
  const port = await listen(server);
  return {
    port,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * An IMAP server as far as signing in, then `answer` is given each line. What it returns is sent; nothing returned means silence.
 */
export function signedIn(
  answer: (tag: string, command: string, socket: Socket) => string | undefined,
  capabilities = 'IMAP4rev1',
): (socket: Socket) => void {
  return (socket) => {
    socket.write(`* OK [CAPABILITY ${capabilities}] ready\r\n`);
    let rest = '';
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const [tag = '', command = ''] = line.split(/ (.*)/, 2);
        const reply = usual(tag, command, capabilities) ?? answer(tag, command, socket);
        if (reply) socket.write(reply);
      }
    });
  };
}

function usual(tag: string, command: string, capabilities: string): string | undefined {
  if (/^CAPABILITY/i.test(command)) return `* CAPABILITY ${capabilities}\r\n${tag} OK done\r\n`;
  if (/^LOGIN/i.test(command)) return `${tag} OK signed in\r\n`;
  if (/^LIST/i.test(command)) return `* LIST () "/" INBOX\r\n${tag} OK done\r\n`;
  if (/^LSUB|^NOOP/i.test(command)) return `${tag} OK done\r\n`;
  return undefined;
}

export interface Relay extends OddServer {
  /** Connections made from now on end once the server has sent so many bytes through them. */
  cutAfter(bytes: number): void;
  /** From now on every connection ends at these words. */
  cutAt(words: string): void;
  /** Ends the connections there are. */
  cutNow(): void;
}

/** A line to a real server that can be cut. */
export async function startRelay(targetPort: number): Promise<Relay> {
  let fatal: string | undefined;
  let limit = Number.POSITIVE_INFINITY;
  const open = new Set<Socket>();
  const relay = await startOddServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    let left = limit;
    open.add(near);
    far.on('error', () => near.destroy());
    far.on('data', (chunk: Buffer) => {
      if (fatal && chunk.includes(fatal)) left = 0;
      near.write(chunk.subarray(0, Math.max(0, left)));
      left -= chunk.length;
      if (left <= 0) near.end(() => near.destroy());
    });
    near.on('data', (chunk) => far.write(chunk));
    near.on('close', () => {
      open.delete(near);
      far.destroy();
    });
    far.on('close', () => near.destroy());
  });
  return {
    ...relay,
    cutAfter: (bytes) => {
      limit = bytes;
    },
    cutAt: (words) => {
      fatal = words;
    },
    cutNow: () => {
      for (const socket of open) socket.destroy();
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
