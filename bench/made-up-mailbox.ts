import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dayMs } from '@windshield/core';

export interface MailboxSizes {
  readonly messages: number;
  readonly accounts: number;
  readonly contacts: number;
  readonly bytesEach: number;
}

export const owner = { name: 'Rita Rep', address: 'rita@seller.example' };

const words =
  'the offer we spoke about covers both sites and the second year as well so please look at clause seven before we meet again because our board decides next month and would like to see what other customers got out of it'.split(
    ' ',
  );
const firstNames = 'Ana,Per,Aisha,Dmitri,Grace,Jonas,Chloe,Lukasz,Nadia,Tomas,Aiko,Zoe,Pedro,Maria,Lea,Omar'.split(',');
const lastNames = 'Ruiz,Holm,Khan,Petrov,Mueller,Smith,Andersson,Haddad,Silva,Okafor,Weiss,Garcia,Rossi,Nakamura'.split(',');

export const contactAddress = (n: number, accounts: number) => `person${n}@company${n % accounts}.example`;
export const contactName = (n: number) => `${firstNames[n % firstNames.length]} ${lastNames[n % lastNames.length]} ${n}`;

/**
 * Writes the mailbox of a salesperson as mbox, oldest message first: conversations with contacts of 500 companies that go back and forth for
 * up to nine messages, many at a time; a fifth from or to people in no record; newsletters, absences, and mail that came back. The same
 * sizes give the same bytes.
 */
export async function writeMadeUpMailbox(file: string, sizes: MailboxSizes): Promise<void> {
  await pipeline(Readable.from(messages(sizes), { objectMode: false }), createWriteStream(file));
}

interface Conversation {
  readonly contact: number;
  readonly isUnknown: boolean;
  readonly length: number;
  readonly ids: string[];
  readonly topic: string;
  isOurTurn: boolean;
}

function* messages({ messages: count, accounts, contacts, bytesEach }: MailboxSizes): Generator<string> {
  let random = 20_261_122;
  const draw = (below: number) => {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((random / 2 ** 32) * below);
  };
  const open: Conversation[] = [];
  const began = Date.UTC(2022, 0, 3, 8);
  const stepMs = (4 * 365 * dayMs) / count;
  const filler = Array.from({ length: 4_000 }, () => words[draw(words.length)]).join(' ');
  const prose = (length: number) => {
    const at = draw(filler.length - length - 1);
    return `${filler.slice(at, at + length)}`.replace(/(.{1,72}) /g, '$1\n');
  };
  const mail = (n: number, head: readonly string[], body: string) => {
    const at = new Date(began + n * stepMs);
    const date = at.toUTCString().replace('GMT', '+0000');
    const top = [
      `From - ${at.toUTCString()}`,
      ...head,
      `Date: ${date}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      '',
    ];
    const text = top.join('\n') + body;
    return `${text}${text.length < bytesEach ? `\n> ${prose(Math.min(bytesEach - text.length, 3_500)).replaceAll('\n', '\n> ')}` : ''}\n\n`;
  };
  for (let n = 0; n < count; n++) {
    const id = `<${n}.${draw(1e9)}@mail.example>`;
    const kind = draw(100);
    if (kind < 15) {
      const head = [
        `From: News ${draw(200)} <news@letters${draw(200)}.example>`,
        `To: ${owner.address}`,
        `Subject: What is new ${n}`,
        `Message-ID: ${id}`,
        'List-Unsubscribe: <https://letters.example/off>',
        'Precedence: bulk',
      ];
      yield mail(n, head, prose(1_500));
      continue;
    }
    const who = draw(contacts);
    const address = contactAddress(who, accounts);
    if (kind < 16) {
      const head = [
        'From: Mail Delivery System <MAILER-DAEMON@mx.seller.example>',
        `To: ${owner.address}`,
        'Subject: Undelivered Mail Returned to Sender',
        `Message-ID: ${id}`,
        'Auto-Submitted: auto-replied',
        `X-Failed-Recipients: ${address}`,
      ];
      yield mail(n, head, `The mail system\n\n<${address}>: host mx.company.example said: 550 5.1.1 User unknown\n`);
      continue;
    }
    if (kind < 18) {
      const head = [
        `From: ${contactName(who)} <${address}>`,
        `To: ${owner.address}`,
        'Subject: Out of office: second site',
        `Message-ID: ${id}`,
        'Auto-Submitted: auto-replied',
      ];
      yield mail(n, head, 'I am out of the office and back on 12 January 2026.\n');
      continue;
    }
    let at = draw(Math.max(200, open.length));
    let talk = open[at];
    if (!talk) {
      talk = {
        contact: who,
        isUnknown: draw(100) < 24,
        length: 1 + draw(9),
        ids: [],
        topic: `Offer ${n} for site ${draw(40)}`,
        isOurTurn: draw(2) === 0,
      };
      at = open.length;
      open.push(talk);
    }
    const them = talk.isUnknown
      ? `Some Body ${talk.contact} <stranger${talk.contact % 3_000}@unknown${talk.contact % 700}.example>`
      : `${contactName(talk.contact)} <${contactAddress(talk.contact, accounts)}>`;
    const us = `${owner.name} <${owner.address}>`;
    const [from, to] = talk.isOurTurn ? [us, them] : [them, us];
    const head = [`From: ${from}`, `To: ${to}`, `Subject: ${talk.ids.length > 0 ? 'Re: ' : ''}${talk.topic}`, `Message-ID: ${id}`];
    if (draw(4) === 0) {
      const copied = (talk.contact + accounts) % contacts;
      head.push(`Cc: ${contactName(copied)} <${contactAddress(copied, accounts)}>`);
    }
    if (talk.ids.length > 0) head.push(`In-Reply-To: ${talk.ids.at(-1)}`, `References: ${talk.ids.join('\n ')}`);
    const greeting = talk.isOurTurn ? owner.name : 'Best regards';
    yield mail(n, head, `Good morning,\n\n${prose(600)}\nCould you send the figures?\n\n${greeting}\n\nOn Monday somebody wrote:\n`);
    talk.ids.push(id);
    talk.isOurTurn = draw(5) === 0 ? talk.isOurTurn : !talk.isOurTurn;
    if (talk.ids.length >= talk.length) {
      const last = open.pop();
      if (last && last !== talk) open[at] = last;
    }
  }
}
