import { once } from 'node:events';
import { isIP } from 'node:net';
import { getCACertificates } from 'node:tls';
import { type FetchMessageObject, type FetchQueryObject, ImapFlow } from 'imapflow';
import { isPublicAddress, lookupAllowed } from '../public-address.ts';
import { defaultTimeouts, type ImapAccount, type ImapPolicy, type ImapTimeouts } from './account.ts';
import { explainFailure } from './explain-failure.ts';
import { MailboxError } from './mailbox-error.ts';
import { common, rangesOf, readSequenceSet, sequenceSet, type UidRanges } from './uid-ranges.ts';

/** No line of a server that behaves is longer, not even the numbers of three million messages. */
const longestLineBytes = 32 * 2 ** 20;
const longestMessageBytes = 64 * 2 ** 20;

/**
 * Signs in to a mailbox, for reading alone.
 * @throws MailboxError that says what to do.
 */
export async function connectImap(account: ImapAccount, policy: ImapPolicy = {}): Promise<ImapConnection> {
  const isAllowed = policy.isAllowedAddress ?? isPublicAddress;
  if (account.security === 'none' && !policy.allowsPlaintext) throw new MailboxError('unencrypted');
  if (isIP(account.host) && !isAllowed(account.host)) throw new MailboxError('addressRefused');
  const connection = new ImapConnection(account, policy, isAllowed);
  await connection.open();
  return connection;
}

/** A folder as it was when it was opened. */
export interface OpenFolder {
  /** Changes when the server numbers all messages anew. */
  readonly uidValidity: string;
  /** Every message has a lower number. */
  readonly uidNext: number;
  readonly messages: number;
}

/** One signed-in connection. It does one thing at a time: calls upon it are not to be mixed. */
export class ImapConnection {
  readonly timeouts: ImapTimeouts;
  readonly #client: ImapFlow;
  readonly #signsInBy: 'password' | 'accessToken';
  #reported: unknown;

  constructor(account: ImapAccount, policy: ImapPolicy, isAllowed: (address: string) => boolean) {
    this.timeouts = { ...defaultTimeouts, ...policy.timeouts };
    this.#signsInBy = 'password' in account.auth ? 'password' : 'accessToken';
    const lookup = lookupAllowed(isAllowed);
    const ca = policy.trustedCertificates && [...getCACertificates('default'), ...policy.trustedCertificates];
    this.#client = new ImapFlow({
      host: account.host,
      port: account.port,
      secure: account.security === 'tls',
      ...(account.security === 'tls' ? {} : { doSTARTTLS: account.security === 'starttls' }),
      auth:
        'password' in account.auth
          ? { user: account.user, pass: account.auth.password }
          : { user: account.user, accessToken: account.auth.accessToken },
      tls: { minVersion: 'TLSv1.2', ...(ca ? { ca } : {}), ...({ lookup } as object) },
      clientInfo: { name: 'Windshield', vendor: false, version: false, 'support-url': false },
      logger: false,
      disableAutoIdle: true,
      disableCompression: true,
      disableIMAP4rev2: true,
      connectionTimeout: this.timeouts.connectMs,
      greetingTimeout: this.timeouts.greetingMs,
      socketTimeout: this.timeouts.silenceMs,
      maxLineLength: longestLineBytes,
      maxLiteralSize: longestMessageBytes,
      maxResponseSize: longestMessageBytes + longestLineBytes,
    });
    this.#client.on('error', (error: unknown) => {
      this.#reported ??= error;
    });
  }

  /** Whether the server tells of new mail by itself (IDLE). */
  get canIdle(): boolean {
    return this.#client.capabilities.has('IDLE');
  }

  /** Whether one folder holds each message but spam and trash, and the others are labels of it. */
  get isGmail(): boolean {
    return this.#client.capabilities.has('X-GM-EXT-1');
  }

  get isOpen(): boolean {
    return this.#client.usable;
  }

  /** @internal by connectImap */
  async open(): Promise<void> {
    const { connectMs, greetingMs, commandMs } = this.timeouts;
    await this.run((client) => client.connect(), connectMs + greetingMs + commandMs);
  }

  /**
   * Runs a command with a limit of time. When it fails or is not done by then the reason is a MailboxError; after a time-out the connection
   * is closed.
   */
  async run<T>(command: (client: ImapFlow) => Promise<T>, limitMs = this.timeouts.commandMs): Promise<T> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      late.reject(new MailboxError('hangs'));
      this.#client.close();
    }, limitMs);
    try {
      return await Promise.race([command(this.#client), late.promise]);
    } catch (failure) {
      throw this.#explain(failure);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Opens a folder read-only (EXAMINE): nothing in it can be changed by us, not even what counts as seen. */
  async openFolder(folder: string): Promise<OpenFolder> {
    const opened = await this.run((client) => client.mailboxOpen(folder, { readOnly: true }));
    if (!opened) throw this.#lost();
    // A server has to say, but not each one does.
    const status = opened.uidNext === undefined && (await this.run((client) => client.status(folder, { uidNext: true })));
    const uidNext = opened.uidNext ?? (status ? status.uidNext : undefined);
    if (uidNext === undefined) throw new MailboxError('serverFault');
    return { uidValidity: String(opened.uidValidity ?? 0), uidNext, messages: opened.exists ?? 0 };
  }

  /** Opens the folder again when another was opened meanwhile. Fails when it was numbered anew since: what was known of it is void. */
  async openAgain(folder: string, known: OpenFolder): Promise<void> {
    const { mailbox } = this.#client;
    if (mailbox && mailbox.path === folder && mailbox.readOnly) return;
    const { uidValidity } = await this.openFolder(folder);
    if (uidValidity !== known.uidValidity) throw new MailboxError('cutOff');
  }

  /**
   * Numbers of the messages in the opened folder, of these ranges.
   *
   * @param before `YYYY-MM-DD`: only those that the mailbox took in on an earlier day, of UTC or of the server's own calendar
   */
  async uidsWithin(ranges: UidRanges, before?: string): Promise<UidRanges> {
    if (ranges.length === 0) return [];
    const query = { uid: sequenceSet(ranges), ...(before !== undefined && { before: new Date(`${before}T00:00:00Z`) }) };
    const found = await this.run((client) => client.search(query, { uid: true, returnOptions: ['ALL'] }));
    if (found === false || found === undefined) throw this.#lost();
    return common(Array.isArray(found) ? rangesOf(found) : readSequenceSet(found.all ?? ''), ranges);
  }

  /** Messages of the opened folder, as they come. Each step is to be taken through `run`. */
  fetch(uids: string, query: FetchQueryObject): AsyncGenerator<FetchMessageObject, unknown> {
    return this.#client.fetch(uids, query, { uid: true });
  }

  /** `true` as soon as the server tells that messages came or went, `false` when the signal or the connection ends first. */
  async hear(signal: AbortSignal): Promise<boolean> {
    const events = ['exists', 'expunge'].map((event) => once(this.#client, event, { signal }));
    return Promise.race(events).then(
      () => true,
      () => false,
    );
  }

  /** Lets the server tell by itself (IDLE) until `told` is settled, and gives what it settled to. `undefined`: the server will not. */
  async idleUntil(told: Promise<boolean>): Promise<boolean | undefined> {
    for (;;) {
      // After each silence the client asks whether the server is still there, which ends an IDLE; then the next one begins.
      const ended = this.#client.idle().then(
        (result) => (result === false ? 'refused' : 'ended'),
        () => 'refused',
      );
      const outcome = await Promise.race([told, ended]);
      this.assureOpen();
      if (outcome === 'ended') continue;
      if (outcome === 'refused') return undefined;
      await this.run((client) => client.noop());
      return outcome === true;
    }
  }

  assureOpen(): void {
    if (!this.#client.usable || !this.#client.mailbox) throw this.#lost();
  }

  /** A command came back empty-handed: the connection is gone, or the server refuses to say. */
  #lost(): MailboxError {
    return this.#client.usable ? new MailboxError('serverFault') : this.#explain(this.#reported ?? new MailboxError('cutOff'));
  }

  #explain(failure: unknown): MailboxError {
    return explainFailure(failure, {
      signsInBy: this.#signsInBy,
      receivedBytes: this.#client.stats().received,
      hasGreeted: this.#client.greeting !== undefined,
      goodbye: this.#client.byeReason,
      earlier: this.#reported,
    });
  }

  /** Says goodbye, or just goes when the server does not answer. Never fails. */
  async close(): Promise<void> {
    if (this.#client.usable) {
      const late = new Promise<void>((resolve) => setTimeout(resolve, 2_000).unref());
      await Promise.race([this.#client.logout().catch(() => {}), late]);
    }
    this.#client.close();
  }
}
