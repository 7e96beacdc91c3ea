import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '../../../testing/listen.ts';

export interface OddWebServer {
  readonly port: number;
  readonly url: string;
  /** Requests so far: method, path, headers. */
  readonly requests: readonly { readonly method: string; readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  stop(): Promise<void>;
}

/** An HTTP server that misbehaves as told. Real servers do everything else in tests. */
export async function startOddWebServer(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<OddWebServer> {
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
