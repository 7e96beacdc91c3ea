import type { Sensitivity } from '@windshield/core';

/**
 * What a head's `Sensitivity` marks a message as (RFC 2156: Personal, Private, Company-Confidential). A mark in other words keeps at least the words
 * of the message from others.
 */
export function sensitivityOfMail(field: string | undefined): Sensitivity | undefined {
  const written = /^\s*([a-z-]+)/i.exec(field ?? '')?.[1]?.toLowerCase();
  if (written === undefined || ['normal', 'none', 'public', 'routine'].includes(written)) return undefined;
  return written === 'personal' || written === 'private' ? 'private' : 'confidential';
}
