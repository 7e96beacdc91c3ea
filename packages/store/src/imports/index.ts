export { type ExportFile, type ExportSink, exportAll } from './export/index.ts';
export { finishImport } from './finish.ts';
export { openImportWriter } from './import-writer.ts';
export { importInspection } from './inspection.ts';
export { createImport, failImport, importPlans, pauseImport, saveInspection, startImport } from './lifecycle.ts';
export { previewWriting } from './preview-writing.ts';
export { rejectedHeader, rejectedRows } from './rejected-rows.ts';
export { rememberedShapes, rememberShapes } from './shapes.ts';
export { importState, listImports } from './state.ts';
export { refreshStatistics } from './statistics.ts';
export type {
  ImportActor,
  ImportBatch,
  ImportConflict,
  ImportCounts,
  ImportFileState,
  ImportState,
  ImportStatus,
  ImportWriter,
  NewImport,
  SavedPlan,
  UndoResult,
} from './types.ts';
export { undoImport } from './undo.ts';
