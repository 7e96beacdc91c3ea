/** What to do about something that is wrong, and whether trying again later may help by itself. */
export interface Advice {
  readonly isTemporary: boolean;
  readonly message: string;
}

/**
 * A mailbox or calendar cannot be read, and what to do about it. Message, stack and fields hold nothing that came from the server or the account: no
 * name, password, folder or subject; there is no cause. It can be shown and logged.
 */
export abstract class ConnectorError<Code extends string = string> extends Error {
  readonly code: Code;
  /** Trying again later, with growing pauses, may help by itself; else somebody has to do what the message says first. */
  readonly isTemporary: boolean;
  /** Seconds that the server asks to wait, where it says. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: Code, advice: Readonly<Record<Code, Advice>>, retryAfterSeconds?: number) {
    super(advice[code].message);
    this.code = code;
    this.isTemporary = advice[code].isTemporary;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
