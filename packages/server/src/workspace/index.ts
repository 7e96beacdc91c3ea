export { mountAccess } from './access-routes.ts';
export { addUser, createKey } from './add-user.ts';
export { findHome, homeWorkspace } from './home.ts';
export { mountWorkspace } from './routes.ts';
export { makeWorkspace } from './set-up.ts';
export { system } from './system.ts';
