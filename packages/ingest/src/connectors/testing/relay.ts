import { connect, type Socket } from 'node:net';
import { type OddServer, startOddServer } from './odd-server.ts';

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
