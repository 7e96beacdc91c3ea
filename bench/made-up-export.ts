import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dayMs } from '@windshield/core';

export interface Sizes {
  readonly users: number;
  readonly accounts: number;
  readonly contacts: number;
  readonly interactions: number;
}

const firstNames = 'Ana,Per,Aisha,Dmitri,Grace,Jonas,Chloë,Łukasz,Nadia,Tomás,Aiko,Zoë,Pedro,Maria,Lea,Omar'.split(',');
const lastNames = 'Ruiz,Holm,Khan,Petrov,Müller,Smith,Andersson,Haddad,Ångström,Silva,Okafor,Weiss,García,Rossi,Nakamura'.split(',');
const industries = 'Software,Healthcare,Retail,Energy,Logistics'.split(',');
const subjects =
  'Re: Offer for the second site|Call about delivery dates|Email: minutes of our meeting|Re: Re: contract, clause 7|Call: no answer'.split(
    '|',
  );

/** Writes a weekly export of Salesforce about a made-up company: users, accounts, contacts and finished tasks. The same sizes give the same bytes. */
export async function writeMadeUpExport(folder: string, sizes: Sizes): Promise<void> {
  await mkdir(folder, { recursive: true });
  const pick = (list: readonly string[], n: number) => list[n % list.length] ?? '';
  const spread = (n: number, of: number) => (Math.imul(n + 1, 2_654_435_761) >>> 0) % of;
  const file = (name: string, header: string, rows: number, row: (n: number) => string) =>
    pipeline(Readable.from(lines(header, rows, row)), createWriteStream(path.join(folder, name)));
  await file('User.csv', 'Id,Username,FirstName,LastName,Name,Email,IsActive', sizes.users, (n) => {
    const mail = `user${n}@seller.example`;
    return `${id('005', n)},${mail},${pick(firstNames, n)},Seller ${n},${pick(firstNames, n)} Seller ${n},${mail},1`;
  });
  await file('Account.csv', 'Id,IsDeleted,Name,Industry,NumberOfEmployees,BillingCountry,OwnerId,CreatedDate', sizes.accounts, (n) =>
    [
      id('001', n),
      0,
      `Company ${n} GmbH`,
      pick(industries, n),
      10 + spread(n, 5_000),
      'Germany',
      id('005', n % sizes.users),
      `${day(n, 1_500)}T09:30:00.000+0000`,
    ].join(),
  );
  await file('Contact.csv', 'Id,IsDeleted,AccountId,LastName,FirstName,Name,Phone,Email,Title,OwnerId,CreatedDate', sizes.contacts, (n) => {
    const first = pick(firstNames, n);
    const last = `${pick(lastNames, spread(n, 1_000))} ${n}`;
    const account = spread(n, sizes.accounts);
    const phone = `+49 30 ${5_000_000 + n}`;
    return `${id('003', n)},0,${id('001', account)},${last},${first},${first} ${last},${phone},person${n}@company${account}.example,Head of ${pick(industries, n + account)},${id('005', n % sizes.users)},${day(n, 1_200)}T09:30:00.000+0000`;
  });
  await file(
    'Task.csv',
    'Id,IsDeleted,WhoId,Subject,Status,IsClosed,TaskSubtype,CallDurationInSeconds,OwnerId,CompletedDateTime,CreatedDate',
    sizes.interactions,
    (n) => {
      const at = `${day(n, 1_000)}T${two(8 + (n % 10))}:${two(n % 60)}:00.000+0000`;
      const isCall = n % 3 === 0;
      return `${id('00T', n)},0,${id('003', spread(n, sizes.contacts))},"${pick(subjects, spread(n, 997))}",Completed,1,${isCall ? 'Call' : 'Email'},${isCall ? 60 + (n % 1_800) : ''},${id('005', n % sizes.users)},${at},${at}`;
    },
  );
}

function* lines(header: string, rows: number, row: (n: number) => string): Generator<string> {
  let chunk = `${header}\n`;
  for (let n = 0; n < rows; n++) {
    chunk += `${row(n)}\n`;
    if (chunk.length > 65_536) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}

const id = (prefix: string, n: number) => `${prefix}1G0${n.toString(36).toUpperCase().padStart(9, '0')}`;
const two = (n: number) => String(n).padStart(2, '0');
const newest = Date.UTC(2026, 9, 31);
const day = (n: number, days: number) => new Date(newest - ((Math.imul(n, 7_919) >>> 0) % days) * dayMs).toISOString().slice(0, 10);
