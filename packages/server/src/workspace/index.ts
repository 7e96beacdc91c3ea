export { mountAccess } from './access-routes.ts';
export { addUser } from './add-user.ts';
export { createKey } from './create-key.ts';
export { findHome, homeWorkspace } from './home.ts';
export { mountWorkspace } from './routes.ts';
export { makeWorkspace } from './set-up.ts';
export { system } from './system.ts';
