/** Where a mailbox is and how to sign in. */
export interface ImapAccount {
  readonly host: string;
  readonly port: number;
  /** `tls`: encrypted from the first byte (port 993). `starttls`: encrypted before signing in (143), or not at all connected. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string;
  readonly auth: { readonly password: string } | { readonly accessToken: string };
}

/** What the operator of this server allows, and how long to wait. */
export interface ImapPolicy {
  /** Whether this IP address may be connected to; public ones alone when left out, so that a mailbox's address cannot reach into the house. */
  readonly isAllowedAddress?: (address: string) => boolean;
  /** Passwords and mail may cross the net in clear (`security: 'none'`). */
  readonly allowsPlaintext?: boolean;
  /** Certificates (PEM) of authorities that are trusted besides the usual ones'. */
  readonly trustedCertificates?: readonly string[];
  readonly timeouts?: Partial<ImapTimeouts>;
}

export interface ImapTimeouts {
  /** Finding the host, connecting, TLS. */
  readonly connectMs: number;
  /** From being connected to the server's greeting. */
  readonly greetingMs: number;
  /** Silence in the middle of an answer. */
  readonly silenceMs: number;
  /** One command, or one message of many, however slowly it drips. */
  readonly commandMs: number;
}

export const defaultTimeouts: ImapTimeouts = { connectMs: 20_000, greetingMs: 15_000, silenceMs: 60_000, commandMs: 120_000 };
