export { csvLine } from './csv-line.ts';
export { exportWorkspace } from './export-workspace.ts';
export { inspectImport } from './inspect.ts';
export { loadSample, type SampleInput } from './load-sample.ts';
export { mountImports } from './routes.ts';
export { type ImportOutcome, type RunImport, runImport } from './run-import.ts';
export { forgetBrokenUploads, forgetUpload } from './source.ts';
export { undoImport } from './undo-import.ts';
export { writeImport } from './write.ts';
