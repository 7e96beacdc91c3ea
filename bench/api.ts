import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openServices, type Services } from '@windshield/server';
import { addMembership, inWorkspace, registerWorkspace, settleWorkspaceUser, today } from '@windshield/store';
import { fillLargeWorkspace, type LargeWorkspace, sizes } from './large-workspace.ts';
import { openDealsByHand } from './open-deals-by-hand.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const clients = 16;
const requestsPerClient = 60;
/** Of the SQL by hand plus JSON, and on top of that. */
const timesByHand = 1.5;
const plusMs = 2;
const p99Ms = 100;
const searchP99Ms = 250;

interface Person {
  readonly userId: string;
  readonly cookie: string;
}

/**
 * Lists, Today and search over HTTP with 16 clients at once, against the same questions asked of PostgreSQL by hand as the app's role,
 * with JSON made of the rows, by as many clients in the same run.
 */
export async function run(): Promise<boolean> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'windshield-bench-'));
  const services = await openServices({ dataDir, logLevel: 'error' });
  let server: ServerProcess | undefined;
  try {
    const began = performance.now();
    const large = await fillLargeWorkspace(services.engine);
    console.log(`  filled in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    await registerWorkspace(services.pools.auth, large.workspaceId);
    const people = await signInPeople(services, large);
    server = await startServer(dataDir);
    const { url } = server;
    console.log(
      `  ${sizes.contacts.toLocaleString('en')} contacts, ${sizes.deals.toLocaleString('en')} deals, ${sizes.interactions.toLocaleString('en')} interactions; ${clients} clients`,
    );
    await untilClockIsFitted(services, large, url, people);
    const get = (address: (turn: number) => string) => (turn: number, client: number) =>
      request(new URL(address(turn), url), people[client % people.length] as Person);
    const actorOf = (client: number) => ({
      workspaceId: large.workspaceId,
      userId: (people[client % people.length] as Person).userId,
      role: 'rep' as const,
    });
    const day = new Date().toISOString().slice(0, 10);

    const list = await versus(
      get(() => '/api/v1/deals?status=open&limit=80'),
      async (_, client) => JSON.stringify(await inWorkspace(services.pools.app, actorOf(client), openDealsByHand)),
    );
    // Nobody asked this before: the limit of the close date is another each time and leaves the same rows.
    const fresh = await versus(
      get((turn) => `/api/v1/deals?status=open&limit=80&closeFrom=${dayOf(turn)}`),
      async (_, client) => JSON.stringify(await inWorkspace(services.pools.app, actorOf(client), openDealsByHand)),
    );
    const morning = await versus(
      get(() => '/api/v1/today?scope=own'),
      async (_, client) => {
        const actor = actorOf(client);
        const question = { userId: actor.userId, scope: 'own', day, timeZone: 'UTC' } as const;
        return JSON.stringify(await inWorkspace(services.pools.app, actor, (tx) => today.todayData(tx, question)));
      },
    );
    const contacts = await measure(get((turn) => `/api/v1/contacts?limit=80&q=${['Ruiz', 'Nakam', 'Holm 7', 'a'][turn % 4]}`));
    const freshContacts = await measure(
      get((turn) => `/api/v1/contacts?limit=80&q=${encodeURIComponent(`${lastNames[turn % lastNames.length]} ${turn}`)}`),
    );
    const commonContacts = await measure(
      get((turn) => `/api/v1/contacts?q=${lastNames[turn % lastNames.length]}&limit=${80 + (Math.floor(turn / lastNames.length) % 120)}`),
    );
    const search = await measure(get((turn) => `/api/v1/search?q=${encodeURIComponent(searches[turn % searches.length] as string)}`));
    const freshSearch = await measure(get((turn) => `/api/v1/search?q=${encodeURIComponent(misspelled(turn))}`));
    return [
      judged('list of 80 deals', list),
      judged('list of 80 deals, each asked for the first time', fresh),
      judged('Today', morning),
      met('contacts by words, p99', contacts.p99, p99Ms),
      met('contacts by words never asked before, p99', freshContacts.p99, p99Ms),
      met('contacts by a common word, each asked for the first time, p99', commonContacts.p99, p99Ms),
      met('search, p99', search.p99, searchP99Ms),
      met('search for misspelled names never asked before, p99', freshSearch.p99, searchP99Ms),
    ].every(Boolean);
  } finally {
    await server?.stop();
    await services.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const searches = [
  'Ana Ruiz',
  'Nakamua',
  'an',
  'a',
  'p4711@',
  'Angstrom 17',
  'Account 3f',
  'Deal a8',
  'Müller',
  'mulller',
  'Head of 7',
  'zzzz',
];

const dayOf = (turn: number) => new Date(Date.UTC(1000, 0, 1 + turn)).toISOString().slice(0, 10);

const firstNames = ['Aisha', 'Dmitri', 'Grace', 'Jonas', 'Nadia', 'Pedro', 'Maria', 'Chloe'];
const lastNames = [
  'Holm',
  'Khan',
  'Petrov',
  'Smith',
  'Andersson',
  'Haddad',
  'Silva',
  'Okafor',
  'Weiss',
  'Rossi',
  'Nakamura',
  'Reyes',
  'Novak',
];

/** A name of the workspace with a letter left out and one doubled; another for each of some thousands of turns. */
function misspelled(turn: number): string {
  const first = firstNames[turn % firstNames.length] as string;
  const last = lastNames[Math.floor(turn / firstNames.length) % lastNames.length] as string;
  const at = 1 + (Math.floor(turn / (firstNames.length * lastNames.length)) % (first.length - 1));
  const doubled = 1 + (turn % (last.length - 1));
  return `${first.slice(0, at)}${first.slice(at + 1)} ${last.slice(0, doubled)}${last[doubled]}${last.slice(doubled)}`;
}

interface Timing {
  readonly p50: number;
  readonly p99: number;
}

interface Comparison {
  readonly ours: Timing;
  readonly byHand: Timing;
}

function judged(what: string, { ours, byHand }: Comparison): boolean {
  const most = timesByHand * byHand.p50 + plusMs;
  console.log(
    `  ${what}: ${ours.p50.toFixed(1)} ms, by hand ${byHand.p50.toFixed(1)} ms, ${(ours.p50 / byHand.p50).toFixed(2)} times (medians)`,
  );
  return [met(`${what}, median`, ours.p50, most), met(`${what}, p99`, ours.p99, p99Ms)].every(Boolean);
}

function met(what: string, ms: number, mostMs: number): boolean {
  const isMet = ms <= mostMs;
  console.log(`  ${isMet ? 'ok    ' : 'MISSED'} ${what}: ${ms.toFixed(1)} ms (at most ${mostMs.toFixed(1)})`);
  return isMet;
}

type Work = (turn: number, client: number) => Promise<unknown>;

/** Ours and by hand in turns, so that a machine whose speed drifts is fair to both. */
async function versus(ours: Work, byHand: Work): Promise<Comparison> {
  await times(ours, 0, 10);
  await times(byHand, 0, 10);
  const took: { ours: number[]; byHand: number[] } = { ours: [], byHand: [] };
  const perRound = requestsPerClient / 3;
  for (let turn = 10; turn < 10 + requestsPerClient; turn += perRound) {
    took.byHand.push(...(await times(byHand, turn, perRound)));
    took.ours.push(...(await times(ours, turn, perRound)));
  }
  return { ours: timingOf(took.ours), byHand: timingOf(took.byHand) };
}

async function measure(work: Work): Promise<Timing> {
  await times(work, 0, 10);
  return timingOf(await times(work, 10, requestsPerClient));
}

/** Milliseconds of each call, `clients` at a time. No turn comes twice, so that what is to be asked for the first time is. */
async function times(work: Work, from: number, perClient: number): Promise<number[]> {
  const took: number[] = [];
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let turn = from; turn < from + perClient; turn++) {
        const began = performance.now();
        await work(turn * clients + client, client);
        took.push(performance.now() - began);
      }
    }),
  );
  return took;
}

function timingOf(took: number[]): Timing {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
  return { p50: at(0.5), p99: at(0.99) };
}

async function signInPeople(services: Services, { workspaceId, users }: LargeWorkspace): Promise<Person[]> {
  const people: Person[] = [];
  for (const userId of users.slice(1, clients + 1)) {
    const email = `${userId}@seller.example`;
    const signedUp = await services.signIn.signUp({ name: 'Bench', email, password: 'a password for a benchmark' });
    await addMembership(services.pools.auth, { userId: signedUp.userId, workspaceId, role: 'rep' });
    await settleWorkspaceUser(services.pools.auth, { userId: signedUp.userId, workspaceId, workspaceUserId: userId });
    people.push({ userId, cookie: signedUp.cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') });
  }
  return people;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: clients });

function request(url: URL, person: Person): Promise<string> {
  const { cookie } = person;
  return new Promise((resolve, reject) => {
    const asking = http
      .get(url, { agent, headers: { cookie } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`${url.pathname} answered ${response.statusCode}: ${text.slice(0, 300)}`));
        });
      })
      .on('error', (error: NodeJS.ErrnoException) => {
        // a kept connection that the server closed while nobody used it
        if (asking.reusedSocket && error.code === 'ECONNRESET') request(url, person).then(resolve, reject);
        else reject(error);
      });
  });
}

/** The clock of a workspace that was filled behind the server's back is fitted by the job that the first request asks for. */
async function untilClockIsFitted(
  services: Services,
  { workspaceId }: LargeWorkspace,
  url: string,
  [person]: readonly Person[],
): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((wait) => setTimeout(wait, 500))) {
    await request(new URL('/api/v1/today', url), person as Person);
    const [row] = await inWorkspace(services.pools.app, { workspaceId, role: 'admin' }, (tx) =>
      tx.raw<{ n: number }>('select 1 as n from app.deal_clocks'),
    );
    if (row) return;
  }
  throw new Error('the deal clock was not fitted within a minute');
}
