export { type AsOf, asOfDays } from './as-of.ts';
export { type Candidate, type Claim, claim, listCandidates, type SignedIn } from './claims.ts';
export {
  changeUser,
  createUser,
  getUser,
  listUsers,
  type NewUser,
  type Role,
  setUserSettings,
  type User,
  type UserPatch,
  type UserSettings,
  userOfSignIn,
} from './users.ts';
export {
  changeWorkspace,
  createWorkspace,
  hasData,
  type NewWorkspace,
  readWorkspace,
  type Workspace,
  type WorkspacePatch,
} from './workspaces.ts';
