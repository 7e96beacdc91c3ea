export { createImport, failImport, importPlans, pauseImport, saveInspection, settleExportDay, startImport } from './lifecycle.ts';
export { rejectedHeader, rejectedRows } from './rejected-rows.ts';
export { rememberedShapes, rememberShapes } from './shapes.ts';
export { importState, listImports } from './state.ts';
export type {
  ExportAll,
  ExportFile,
  ExportSink,
  FinishImport,
  ImportActor,
  ImportBatch,
  ImportConflict,
  ImportCounts,
  ImportFileState,
  ImportState,
  ImportStatus,
  ImportWriter,
  NewImport,
  OpenImportWriter,
  SavedPlan,
  UndoImport,
  UndoResult,
} from './types.ts';
