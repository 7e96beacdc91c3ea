import { createServer, type Socket } from 'node:net';
import { listen } from '../../testing/listen.ts';

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
