import type { Socket } from 'node:net';

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
