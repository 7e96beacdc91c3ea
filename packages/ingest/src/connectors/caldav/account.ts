/** Where calendars are and how to sign in. */
export interface CalDavAccount {
  /** Any address of the server: its host, the `.well-known` one, a principal, a home of calendars or a calendar. */
  readonly url: string;
  readonly user: string;
  /** An app password or password (Basic), or a token (Bearer). */
  readonly auth: { readonly password: string } | { readonly accessToken: string };
}

/** What the operator of this server allows, and how long to wait. */
export interface CalendarPolicy {
  /** Whether this IP address may be connected to; public ones alone when left out, so that a calendar's address cannot reach into the house. */
  readonly isAllowedAddress?: (address: string) => boolean;
  /** Passwords and calendars may cross the net in clear (`http:`). */
  readonly allowsPlaintext?: boolean;
  /** Certificates (PEM) of authorities that are trusted besides the usual ones'. */
  readonly trustedCertificates?: readonly string[];
  readonly timeouts?: Partial<CalendarTimeouts>;
  /** Of one answer so many bytes are read at most. By default 50 MB. */
  readonly mostBytes?: number;
}

export interface CalendarTimeouts {
  /** Finding the host, connecting, TLS. */
  readonly connectMs: number;
  /** Silence in the middle of an answer, or before it. */
  readonly silenceMs: number;
  /** One request, however slowly its answer drips. */
  readonly requestMs: number;
}

export const defaultTimeouts: CalendarTimeouts = { connectMs: 20_000, silenceMs: 60_000, requestMs: 180_000 };
export const defaultMostBytes = 50_000_000;
