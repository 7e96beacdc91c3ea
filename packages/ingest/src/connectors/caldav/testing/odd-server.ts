import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';

export interface OddServer {
  readonly port: number;
  readonly url: string;
  /** Requests so far: method, path, headers. */
  readonly requests: readonly { readonly method: string; readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  stop(): Promise<void>;
}

/** An HTTP server that misbehaves as told. Real servers do everything else in tests. */
export async function startOddServer(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<OddServer> {
  const requests: { method: string; path: string; headers: IncomingMessage['headers'] }[] = [];
  const server = createServer((request, response) => {
    requests.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers });
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => answer(request, response, body));
  });
  const port = await listen(server);
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port, url: `http://127.0.0.1:${port}/`, requests, stop };
}

/** A multistatus answer: properties (XML) by path. */
export function multistatus(response: ServerResponse, resources: Readonly<Record<string, string>>, more = ''): void {
  const parts = Object.entries(resources).map(
    ([path, properties]) =>
      `<d:response><d:href>${path}</d:href><d:propstat><d:prop>${properties}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`,
  );
  response.writeHead(207, { 'content-type': 'application/xml; charset=utf-8' });
  response.end(
    `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/">${parts.join('')}${more}</d:multistatus>`,
  );
}

export interface Relay {
  readonly port: number;
  /** Connections made from now on end once the server has sent so many bytes through each. */
  cutAfter(bytes: number): void;
  stop(): Promise<void>;
}

/** A line to a real server that can be cut. */
export async function startRelay(targetPort: number): Promise<Relay> {
  let limit = Number.POSITIVE_INFINITY;
  const open = new Set<Socket>();
  const server = createTcpServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    let left = limit;
    open.add(near);
    near.on('error', () => near.destroy());
    far.on('error', () => near.destroy());
    far.on('data', (chunk: Buffer) => {
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
  const port = await listen(server);
  return {
    port,
    cutAfter: (bytes) => {
      limit = bytes;
    },
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
