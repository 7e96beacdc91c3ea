export { type AppOptions, createApp, version } from './app/app.ts';
export type { App } from './app/context.ts';
export { apiDocument } from './app/document.ts';
export { ProblemError } from './app/problem.ts';
export { type ImportOutcome, type RunImport, runImport } from './imports/run-import.ts';
export { type ServeOptions, type Serving, serve } from './serve.ts';
export { openServices, type ServiceOptions, type Services, servicesOn } from './services.ts';
export { addUser, createKey } from './workspace/add-user.ts';
export { findHome } from './workspace/home.ts';
