export { type AppOptions, createApp, version } from './app/app.ts';
export type { App } from './app/context.ts';
export { apiDocument } from './app/document.ts';
export { ProblemError } from './app/problem.ts';
export { diagnose, type Finding } from './diagnose.ts';
export {
  csvLine,
  exportWorkspace,
  type ImportOutcome,
  loadSample,
  type RunImport,
  runImport,
  type SampleInput,
  undoImport,
  usualSeed,
} from './imports/index.ts';
export { type ServeOptions, type Serving, serve } from './serve.ts';
export { openServices, type ServiceOptions, type Services, servicesOn } from './services.ts';
export { addUser, createKey, findHome } from './workspace/index.ts';
