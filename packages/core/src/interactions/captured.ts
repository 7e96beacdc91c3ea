/**
 * What reading a mailbox, a calendar, a card or a call log yields, before anyone knows whose it is. Readers in ingest make these, core judges
 * them (direction, thread, which contacts), the store keeps what remains. Bodies travel in `newText` and end there unless their
 * mailbox's owner keeps text.
 */

/** One address of a message's head or of a meeting's people. */
export interface Party {
  /** Lower-cased, domain in ASCII (punycode). */
  readonly address: string;
  /** The name shown beside it, decoded. */
  readonly name?: string | undefined;
}

/**
 * What kind of mail it is. Only `personal` counts as engagement.
 * - `list`: newsletters, mailing lists, notifications made by programs for many.
 * - `autoReply`: answers that no person wrote (out of office, ticket received).
 * - `bounce`: a delivery that failed or was delayed.
 * - `calendar`: invitations, answers to them, cancellations.
 * - `receipt`: read and delivery receipts.
 */
export type MailKind = 'personal' | 'list' | 'autoReply' | 'bounce' | 'calendar' | 'receipt';

/**
 * What its writer or its owner marked it as. `confidential`: that it happened is the workspace's, its words are not. `private` (of mail also
 * `Personal`): nobody's business but theirs.
 */
export type Sensitivity = 'confidential' | 'private';

/** An address that could not be delivered to (RFC 3464 or the words of the server). */
export interface FailedDelivery {
  readonly address: string;
  /** Enhanced status code such as `5.1.1`, where one was found. */
  readonly status?: string | undefined;
  /** `true`: the address is dead or unknown; `false`: full, delayed, refused as spam and the like. */
  readonly isPermanent: boolean;
}

/** "I will send the offer on Friday": a proposal for a next step, never one by itself. */
export interface PromisedDate {
  /** The sentence, at most 200 characters. */
  readonly words: string;
  /** `YYYY-MM-DD` */
  readonly dueOn: string;
  /** Who promises: who wrote the message, or who is asked to. */
  readonly by: 'writer' | 'reader';
}

/** What a signature says about its writer: proposals for the contact's fields. */
export interface SignatureFacts {
  readonly name?: string | undefined;
  readonly title?: string | undefined;
  readonly company?: string | undefined;
  /** E.164 where the country is known, else as written. */
  readonly phones: readonly string[];
  readonly urls: readonly string[];
}

/** One message, read. Instants are ISO 8601 in UTC. */
export interface ReadMessage {
  /** Without angle brackets; made from the content's digest when the head has none, so that the same bytes give the same id. */
  readonly messageId: string;
  readonly inReplyTo: readonly string[];
  /** Oldest first, as in the head. */
  readonly references: readonly string[];
  /** `undefined` when the head has no date that can be read; the mailbox's own date of arrival may stand in. */
  readonly sentAt?: string | undefined;
  readonly from?: Party | undefined;
  readonly sender?: Party | undefined;
  readonly replyTo: readonly Party[];
  readonly to: readonly Party[];
  readonly cc: readonly Party[];
  readonly bcc: readonly Party[];
  readonly subject?: string | undefined;
  readonly kind: MailKind;
  /** Why it is of that kind, for people: "Auto-Submitted: auto-replied". */
  readonly kindReason?: string | undefined;
  /** As its head marks it (`Sensitivity`, RFC 2156); `undefined` when it does not. */
  readonly sensitivity?: Sensitivity | undefined;
  /** Plain text of what this person wrote in this message: no quotes, no signature. */
  readonly newText: string;
  /** Characters (code points) of `newText` without surrounding blanks. */
  readonly newTextLength: number;
  readonly asksQuestion: boolean;
  readonly promises: readonly PromisedDate[];
  /** Of an out-of-office reply: the first day back, `YYYY-MM-DD`. */
  readonly backOn?: string | undefined;
  readonly failedDeliveries: readonly FailedDelivery[];
  readonly signature?: SignatureFacts | undefined;
  /** iCalendar text of an invitation inside, to be read as a calendar. */
  readonly calendar?: string | undefined;
  readonly attachmentCount: number;
  /** What could not be read although the message as a whole could: "the attachment's transfer encoding is unknown". */
  readonly problems: readonly string[];
}

export type Acceptance = 'accepted' | 'declined' | 'tentative' | 'unanswered';

export interface MeetingPerson extends Party {
  readonly acceptance: Acceptance;
  /** A room or a projector is not a person. */
  readonly isResource: boolean;
  readonly isOrganiser: boolean;
  readonly isOptional: boolean;
}

/** How people meet. `hybrid`: at a place, with a link for others; who sat where is not known. */
export type MeetingWay = 'inPerson' | 'remote' | 'hybrid';

/** One occurrence of an event: a recurring event gives many. */
export interface ReadMeeting {
  /** UID of the event, and for an occurrence of a series also its original start: stable when it is moved. */
  readonly key: string;
  readonly uid: string;
  /** Instant (ISO, UTC); of an all-day event midnight in the calendar's zone. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly isAllDay: boolean;
  /** IANA zone in which it was planned, where known. */
  readonly zone?: string | undefined;
  readonly durationMinutes: number;
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly place?: string | undefined;
  /** From the place and the links inside; `undefined` when neither says. */
  readonly way?: MeetingWay | undefined;
  readonly isCancelled: boolean;
  /** Shown as free, or private focus time: takes part in working hours, never in engagement. */
  readonly isTransparent: boolean;
  /** As CLASS marks it (RFC 5545); `undefined` when it is public. */
  readonly sensitivity?: Sensitivity | undefined;
  readonly people: readonly MeetingPerson[];
  /** Raised with each change by the organiser (RFC 5545 SEQUENCE), with the stamp as tie-breaker. */
  readonly sequence: number;
  readonly stampedAt?: string | undefined;
  /** `true` when it is one of a series. */
  readonly isRecurring: boolean;
  /** One of a series of which nothing else is at hand. */
  readonly isWithoutSeries?: boolean | undefined;
  /** Of an invitation by mail: domain of the service that wrote it and only says that it does so for the organiser. */
  readonly service?: string | undefined;
}

/** One person answers a meeting, or one occurrence of it (iTIP REPLY, RFC 5546). */
export interface MeetingAnswer {
  readonly uid: string;
  /** Of one occurrence; without it the answer holds for all of the UID. */
  readonly key: string | undefined;
  readonly address: string;
  readonly name: string | undefined;
  readonly acceptance: Acceptance;
  readonly sequence: number;
  readonly stampedAt: string | undefined;
}

/** An organiser calls a meeting off (iTIP CANCEL). */
export interface MeetingCancellation {
  readonly uid: string;
  /** Of one occurrence; without it all of the UID is cancelled. */
  readonly key: string | undefined;
  /** Instant from which on occurrences are cancelled (RANGE=THISANDFUTURE); then there is no `key`. */
  readonly from: string | undefined;
  /** Address of the organiser, where it is named. */
  readonly organiser: string | undefined;
  /** Domain of the service that wrote it and only says that it does so for the organiser. */
  readonly service?: string | undefined;
  readonly sequence: number;
  readonly stampedAt: string | undefined;
}

/** What an invitation inside a mail says (iMIP, RFC 6047), by whoever may say it. */
export interface ReadInvitation {
  /** As their organiser plans them; of an answer as who answers knows them: organiser and answerer alone. */
  readonly meetings: readonly ReadMeeting[];
  /** `meetings` stand as somebody knew them who answers, and give way to whatever the organiser says. */
  readonly isAnswer: boolean;
  /** UIDs of which every occurrence is among `meetings`, with the version of the whole. */
  readonly whole: readonly { readonly uid: string; readonly sequence: number; readonly stampedAt: string | undefined }[];
  readonly answers: readonly MeetingAnswer[];
  readonly cancellations: readonly MeetingCancellation[];
}

/** One card of an address book. */
export interface ReadCard {
  readonly uid?: string | undefined;
  readonly name?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly nickname?: string | undefined;
  readonly company?: string | undefined;
  readonly title?: string | undefined;
  readonly emails: readonly { readonly value: string; readonly label?: string | undefined }[];
  readonly phones: readonly { readonly value: string; readonly label?: string | undefined }[];
  readonly urls: readonly string[];
  readonly country?: string | undefined;
  readonly note?: string | undefined;
  /** ISO instant of the card's last change, where it says. */
  readonly revisedAt?: string | undefined;
}

/** What could not be read, where, and what would be right. */
export interface UnreadPart {
  /** File, message number, line: whatever finds it again. */
  readonly where: string;
  readonly reason: string;
}
