/** What other rooms may use of imports; their screens are entered through route.ts. */
export { DropZone } from './drop-zone.tsx';
export type { NamedFile } from './dropped-entries.ts';
export { Sending } from './sending.tsx';
export { type UploadProgress, uploadFiles } from './upload.ts';
