export { type ExportFile, type ExportSink, exportAll } from './export-all.ts';
