export { type ApiKeyOwner, type ApiKeyRow, addApiKey, findApiKey, listApiKeys, noteApiKeyUse, revokeApiKey } from './api-keys.ts';
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
  hasMembers,
  isMember,
  type Membership,
  membersOf,
  type NewMembership,
  removePersonWithoutWorkspace,
  settleWorkspaceUser,
  shutOut,
} from './memberships.ts';
export {
  endSessions,
  extendSession,
  findSession,
  listSessions,
  type SessionRow,
  type SignedInSession,
  signOutSession,
} from './sessions.ts';
export { listWorkspaceIds, registerWorkspace } from './workspaces.ts';
