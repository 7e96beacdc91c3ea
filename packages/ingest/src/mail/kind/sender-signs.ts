import type { Party } from '@windshield/core';
import type { Head } from '../mime/head.ts';

/** What a head says about who sent the message: a program, a mail server, or perhaps a person. */
export interface SenderSigns {
  /** `Return-Path: <>`: nobody may answer this automatically (RFC 3834). */
  readonly isNullSender: boolean;
  /** Mail servers' own names: MAILER-DAEMON, postmaster. */
  readonly isMailServer: boolean;
  /** No person reads answers: noreply@, notifications@. */
  readonly isUnanswered: boolean;
  /** Of `Auto-Submitted`, without parameters: `auto-replied`, `auto-generated`. */
  readonly autoSubmitted: string;
  readonly precedence: string;
}

const mailServer =
  /^(?:mailer[-_. ]?daemon|mail[-_. ]?daemon|maildaemon|post[-_. ]?master|post[-_. ]?office|mdaemon|mail[-_. ]?(?:delivery|deliver|administrator|admin|system|router|gateway)|maildeliverysystem|delivery[-_. ]?(?:subsystem|system|agent|status)|bounces?|no[-_. ]?reply[-_. ]?bounces?|system[-_. ]?administrator|amavis|.*-bounces?)(?:[-+=_.].*)?$/i;
const mailServerName =
  /\b(?:mailer[- ]?daemon|mail delivery (?:sub)?system|mail delivery (?:service|agent|status)|delivery subsystem|mail administrator|system administrator|postmaster|mail system|internet mail (?:delivery|service)|mail router|returned mail|mail(?:er)? deamon|content[- ]filter|bounce)\b|systemadministrator|administrateur syst[eè]me|administrador del sistema|amministratore di sistema|systembeheerder/i;
const unanswered =
  /^(?:(?:do[-_.]?)?no(?:t|n)?[-_.]?(?:reply|respond|respuesta|responder|answer)|.*no[-_.]?reply.*|nicht[-_.]?antworten|keine[-_.]?antwort|ne[-_.]?pas[-_.]?repondre|nepasrepondre|no[-_.]?contestar|no[-_.]?responda|nao[-_.]?responda?|non[-_.]?rispondere|niet[-_.]?beantwoorden|notifications?|notify|news(?:letter)?s?|mailing|mailings|updates?|alerts?|digest|promo(?:tion)?s?|automailer|autoresponder|list(?:s|serv|proc|manager)?|majordomo|mailman)(?:[-+=_.\d].*)?$/i;

/** Whether nobody reads what is sent to an address: noreply@, notifications@. */
export const isUnanswered = (address: string): boolean => unanswered.test(address.slice(0, address.lastIndexOf('@')));

export function senderSigns(head: Head, from: Party | undefined): SenderSigns {
  const returnPath = head.get('return-path');
  const local = from?.address.slice(0, from.address.lastIndexOf('@')) ?? localName(head.get('from'));
  const name = from?.name ?? head.get('from') ?? '';
  return {
    isNullSender: returnPath !== undefined && /^<?\s*>?$/.test(returnPath),
    isMailServer: mailServer.test(local) || mailServerName.test(name.slice(0, 200)),
    isUnanswered: unanswered.test(local),
    autoSubmitted: /^\s*([\w-]+)/.exec(head.get('auto-submitted') ?? '')?.[1]?.toLowerCase() ?? '',
    precedence: head.get('precedence')?.toLowerCase().trim() ?? '',
  };
}

/** Mail servers write themselves without a domain: `From: <MAILER-DAEMON>`. */
function localName(field: string | undefined): string {
  return (field ?? '').slice(0, 200).replace(/[<>"]/g, '').split('@')[0]?.trim() ?? '';
}
