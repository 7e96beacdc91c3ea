import { resolveMx, resolveSrv } from 'node:dns/promises';

export interface SuggestedServers {
  readonly imap: { readonly host: string; readonly port: number; readonly security: 'tls' | 'starttls' } | null;
  readonly caldav: { readonly url: string } | null;
  /** What somebody has to know before signing in. */
  readonly advice: string | null;
}

interface Provider {
  /** Domains of addresses, and of mail exchangers of companies that have their mail there. */
  readonly domains: readonly string[];
  readonly exchangers: readonly string[];
  readonly imap: string;
  readonly caldav?: string;
  readonly advice?: string;
}

const appPassword = (where: string) => `This provider wants an app password instead of your own: make one at ${where}.`;

const providers: readonly Provider[] = [
  {
    domains: ['gmail.com', 'googlemail.com'],
    exchangers: ['google.com', 'googlemail.com'],
    imap: 'imap.gmail.com',
    caldav: 'https://apidata.googleusercontent.com/caldav/v2/',
    advice: appPassword('myaccount.google.com/apppasswords; two-step sign-in must be on'),
  },
  {
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com'],
    exchangers: ['outlook.com', 'protection.outlook.com'],
    imap: 'outlook.office365.com',
    advice:
      'Microsoft takes no passwords over IMAP any more: an access token is needed, which the administrator of your organisation can give.',
  },
  {
    domains: ['icloud.com', 'me.com', 'mac.com'],
    exchangers: ['icloud.com'],
    imap: 'imap.mail.me.com',
    caldav: 'https://caldav.icloud.com/',
    advice: appPassword('account.apple.com, under Sign-In and Security'),
  },
  {
    domains: ['yahoo.com', 'ymail.com', 'aol.com'],
    exchangers: ['yahoodns.net'],
    imap: 'imap.mail.yahoo.com',
    caldav: 'https://caldav.calendar.yahoo.com/',
    advice: appPassword('the account’s security settings'),
  },
  {
    domains: ['fastmail.com', 'fastmail.fm'],
    exchangers: ['messagingengine.com'],
    imap: 'imap.fastmail.com',
    caldav: 'https://caldav.fastmail.com/',
    advice: appPassword('Settings, Privacy & Security'),
  },
  {
    domains: ['gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch'],
    exchangers: ['gmx.net'],
    imap: 'imap.gmx.net',
    caldav: 'https://caldav.gmx.net/',
    advice: 'IMAP has to be switched on in the mailbox’s settings first.',
  },
  {
    domains: ['web.de'],
    exchangers: ['web.de'],
    imap: 'imap.web.de',
    caldav: 'https://caldav.web.de/',
    advice: 'IMAP has to be switched on in the mailbox’s settings first.',
  },
  {
    domains: ['zoho.com', 'zohomail.com'],
    exchangers: ['zoho.com', 'zoho.eu'],
    imap: 'imap.zoho.com',
    caldav: 'https://calendar.zoho.com/caldav/',
  },
  { domains: ['mailbox.org'], exchangers: ['mailbox.org'], imap: 'imap.mailbox.org', caldav: 'https://dav.mailbox.org/' },
  { domains: ['posteo.de', 'posteo.net'], exchangers: ['posteo.de'], imap: 'posteo.de', caldav: 'https://posteo.de:8443/' },
];

const patienceMs = 3_000;

/**
 * Servers of a mail address: those of a provider that is known by the address or by where the company's mail goes (MX), else those that the
 * domain itself names (SRV records of RFC 6186 and 6764). Only names are looked up; nothing is connected to.
 */
export async function suggestServers(address: string): Promise<SuggestedServers> {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const named = providers.find(({ domains }) => domains.includes(domain));
  if (named) return present(named);
  const [imaps, caldavs, exchangers] = await Promise.all([
    soon(resolveSrv(`_imaps._tcp.${domain}`)),
    soon(resolveSrv(`_caldavs._tcp.${domain}`)),
    soon(resolveMx(domain)),
  ]);
  const hosted = providers.find(({ exchangers: theirs }) =>
    exchangers?.some(({ exchange }) => theirs.some((one) => exchange.toLowerCase() === one || exchange.toLowerCase().endsWith(`.${one}`))),
  );
  if (hosted) return present(hosted);
  const [mail] = usable(imaps);
  const [calendar] = usable(caldavs);
  return {
    imap: mail ? { host: mail.name, port: mail.port, security: 'tls' } : null,
    caldav: calendar ? { url: `https://${calendar.name}${calendar.port === 443 ? '' : `:${calendar.port}`}/` } : null,
    advice: null,
  };
}

const present = ({ imap, caldav, advice }: Provider): SuggestedServers => ({
  imap: { host: imap, port: 993, security: 'tls' },
  caldav: caldav ? { url: caldav } : null,
  advice: advice ?? null,
});

type Server = Awaited<ReturnType<typeof resolveSrv>>[number];

/** Least number first; a single dot says that there is none. */
const usable = (servers: readonly Server[] | undefined): Server[] =>
  (servers ?? []).filter(({ name }) => name !== '' && name !== '.').toSorted((a, b) => a.priority - b.priority || b.weight - a.weight);

/** `undefined` when there is no such record, or nobody says so in time. */
async function soon<T>(asked: Promise<T>): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), patienceMs);
  try {
    return await Promise.race([asked.catch(() => undefined), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
