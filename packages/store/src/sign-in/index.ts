export { type AccountEvent, type AccountEventKind, listAccountEvents, noteAccountEvent } from './account-events.ts';
export { type ApiKeyOwner, type ApiKeyRow, addApiKey, findApiKey, listApiKeys, noteApiKeyUse, revokeApiKey } from './api-keys.ts';
export { addChallenge, addTrustedDevice, findChallenge, forgetDevices, isTrustedDevice, useChallenge } from './challenges.ts';
export { firstVisit } from './first-visit.ts';
export {
  acceptInvitation,
  addInvitation,
  entering,
  findInvitation,
  type InvitationRow,
  listInvitations,
  type NewInvitation,
  withdrawInvitation,
} from './invitations.ts';
export {
  addMembership,
  changeMembership,
  findMember,
  hasMembers,
  isMember,
  type Membership,
  membersOf,
  type NewMembership,
  removePersonWithoutWorkspace,
  settleWorkspaceUser,
  shutOut,
} from './memberships.ts';
export { addPasswordLink, findPasswordLink, type PasswordLinkOwner, usePasswordLink, withdrawPasswordLinks } from './password-links.ts';
export {
  endSessions,
  extendSession,
  findSession,
  listSessions,
  type SessionRow,
  type SignedInSession,
  signOutSession,
} from './sessions.ts';
export {
  beginCodeAttempt,
  beginTwoFactor,
  confirmTwoFactor,
  countBackupCodes,
  isTwoFactorRequired,
  readTwoFactor,
  removeTwoFactor,
  replaceBackupCodes,
  requireTwoFactor,
  type TwoFactor,
  useBackupCode,
  useCodeStep,
} from './two-factor.ts';
export { listWorkspaceIds, registerWorkspace } from './workspaces.ts';
