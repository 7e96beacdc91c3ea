import { randomBytes } from 'node:crypto';
import { dayMs } from '@windshield/core';
import {
  addChallenge,
  addTrustedDevice,
  beginCodeAttempt,
  beginTwoFactor,
  confirmTwoFactor,
  endSessions,
  findChallenge,
  isMember,
  isTrustedDevice,
  noteAccountEvent,
  readTwoFactor,
  replaceBackupCodes,
  useBackupCode,
  useChallenge,
  useCodeStep,
} from '@windshield/store';
import { ProblemError } from '../app/problem.ts';
import { invalid } from '../app/validate.ts';
import { tooManyAttempts } from '../auth/attempt-limit.ts';
import { Cookie } from '../auth/cookies.ts';
import { hashOf, makeLinkToken } from '../auth/link-token.ts';
import { sealText, unsealText } from '../auth/seal.ts';
import { readSecret } from '../auth/secret.ts';
import type { Cookies } from '../auth/sign-in.ts';
import { base32, otpauthLink, stepOfCode } from '../auth/totp.ts';
import type { Services } from '../services.ts';
import { notInWorkspace } from './not-in-workspace.ts';

const challengeMs = 10 * 60_000;
const trustedDays = 30;
const backupCodeCount = 10;
const backupCodeBytes = 10;

/** Begins setting up: a new secret, sealed, which asks nobody for a code before it is confirmed. */
export async function startTwoFactor(
  services: Services,
  { userId, email }: { readonly userId: string; readonly email: string },
): Promise<{ readonly secret: string; readonly link: string }> {
  const secret = randomBytes(20);
  if (!(await beginTwoFactor(services.pools.auth, userId, sealText(sealOf(services, userId), secret.toString('base64')))))
    throw new ProblemError('conflict', 'Two-factor sign-in is on. Turn it off first to set it up with another app.');
  return { secret: base32(secret), link: otpauthLink(secret, email) };
}

/**
 * Turns it on, given a code that shows that the app has the secret. Other sessions, which a password alone opened, end.
 *
 * @returns backup codes, seen this once
 * @throws ProblemError `conflict`, `invalid`, `tooMany`
 */
export async function confirmWithCode(
  services: Services,
  { userId, sessionId }: { readonly userId: string; readonly sessionId: string },
  code: string,
): Promise<string[]> {
  const { auth } = services.pools;
  const begun = await readTwoFactor(auth, userId);
  if (!begun || begun.confirmedAt) throw new ProblemError('conflict', begun ? 'Two-factor sign-in is on already.' : 'Set it up first.');
  await demandCode(services, userId, code, { takesBackupCodes: false });
  const backupCodes = await makeBackupCodes(services, userId);
  if (!(await confirmTwoFactor(auth, userId))) throw new ProblemError('conflict', 'Two-factor sign-in is on already.');
  await endSessions(auth, userId, sessionId);
  services.sessions.forget();
  await noteAccountEvent(auth, { userId, kind: 'twoFactorOn' });
  return backupCodes;
}

/** Ten new codes in place of those that there were; seen this once. 80 random bits each, so a plain hash is enough to keep. */
export async function makeBackupCodes({ pools }: Services, userId: string): Promise<string[]> {
  const codes = Array.from({ length: backupCodeCount }, () => base32(randomBytes(backupCodeBytes)));
  await replaceBackupCodes(pools.auth, userId, codes.map(hashOf));
  return codes.map((code) => code.match(/.{4}/g)?.join('-') ?? code);
}

/** Whether a person is asked for a code on the device that sent these cookies. */
export async function isAskedForCode(services: Services, userId: string, cookies: string | undefined): Promise<boolean> {
  const { auth } = services.pools;
  if (!(await readTwoFactor(auth, userId))?.confirmedAt) return false;
  const token = trustedDevice(services).read(cookies);
  return token === undefined || !(await isTrustedDevice(auth, userId, hashOf(token)));
}

/** What the browser of somebody who gave the right password sends along with the code. */
export async function makeChallenge({ pools, now }: Services, userId: string): Promise<{ challenge: string; expiresAt: string }> {
  const { token, hash } = makeLinkToken();
  const expiresAt = new Date(now() + challengeMs);
  await addChallenge(pools.auth, { userId, tokenHash: hash, expiresAt });
  return { challenge: token, expiresAt: expiresAt.toISOString() };
}

/**
 * Begins the session of somebody who gave the right password before and now a code.
 *
 * @throws ProblemError `unauthenticated`, `invalid`, `tooMany`, `forbidden`
 */
export async function signInWithCode(
  services: Services,
  { challenge, code, trustsDevice }: { readonly challenge: string; readonly code: string; readonly trustsDevice: boolean },
  userAgent: string | undefined,
): Promise<Cookies> {
  const { auth } = services.pools;
  const tokenHash = hashOf(challenge);
  const userId = await findChallenge(auth, tokenHash);
  if (userId === undefined) throw tooLate();
  await demandCode(services, userId, code, { takesBackupCodes: true });
  if (!(await useChallenge(auth, tokenHash))) throw tooLate();
  if (!(await isMember(auth, userId))) throw notInWorkspace();
  const { cookies } = await services.signIn.open(userId, userAgent);
  return { cookies: trustsDevice ? [...cookies, await trust(services, userId)] : cookies };
}

/** @throws ProblemError `invalid` when it is no code of theirs or was used, `tooMany` after five of those */
async function demandCode(services: Services, userId: string, code: string, { takesBackupCodes }: { takesBackupCodes: boolean }) {
  const { auth } = services.pools;
  const wait = await beginCodeAttempt(auth, userId);
  if (wait > 0) throw tooManyAttempts(wait);
  const bare = code.replaceAll(/[\s-]/g, '').toUpperCase();
  if (/^\d{6}$/.test(bare)) {
    const step = stepOfCode(await secretOf(services, userId), bare, services.now());
    if (step !== undefined && (await useCodeStep(auth, userId, step))) return;
  } else if (takesBackupCodes && (await useBackupCode(auth, userId, hashOf(bare)))) {
    await noteAccountEvent(auth, { userId, kind: 'backupCodeUsed' });
    return;
  }
  throw invalid([{ field: 'code', message: 'is not right, or was used already. Take the one that your app shows now' }]);
}

async function secretOf(services: Services, userId: string): Promise<Buffer> {
  const { sealedSecret } = (await readTwoFactor(services.pools.auth, userId)) ?? {};
  const secret = sealedSecret && unsealText(sealOf(services, userId), sealedSecret);
  if (secret === undefined)
    throw new ProblemError(
      'conflict',
      'Codes of apps can no longer be checked here: the key of this data directory is another. Use a backup code, or ask an admin to turn two-factor sign-in off for you.',
    );
  return Buffer.from(secret, 'base64');
}

async function trust(services: Services, userId: string): Promise<string> {
  const { token, hash } = makeLinkToken();
  await addTrustedDevice(services.pools.auth, {
    userId,
    tokenHash: hash,
    expiresAt: new Date(services.now() + trustedDays * dayMs),
  });
  return trustedDevice(services).write(token);
}

const trustedDevice = ({ baseUrl }: Services) => new Cookie('trusted_device', baseUrl, trustedDays * 86_400);

const sealOf = ({ dataDir }: Services, userId: string) => ({
  key: readSecret(dataDir, 'account-key'),
  purpose: 'windshield two-factor secret',
  place: [userId],
});

const tooLate = () => new ProblemError('unauthenticated', 'This took too long, or was done already. Sign in again with your password.');
