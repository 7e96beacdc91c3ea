export { finishImport } from './finish.ts';
export { openImportWriter } from './import-writer.ts';
export { createImport, failImport, importPlans, pauseImport, saveInspection, settleExportDay, startImport } from './lifecycle.ts';
export { rejectedHeader, rejectedRows } from './rejected-rows.ts';
export { rememberedShapes, rememberShapes } from './shapes.ts';
export { importState, listImports } from './state.ts';
export type {
  ExportAll,
  ExportFile,
  ExportSink,
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
  UndoImport,
  UndoResult,
} from './types.ts';
