import type { Import, Problem } from '@windshield/contract';
import { ApiProblem } from '../api.ts';
import type { NamedFile } from './dropped-entries.ts';

export interface UploadProgress {
  sentBytes: number;
  totalBytes: number;
  secondsLeft: number | null;
}

/** Sends files to be looked at, or to another door that takes some. `fetch` cannot tell how much was sent, so this is an XMLHttpRequest. */
export function uploadFiles<Made = Import>(
  files: NamedFile[],
  onProgress: (progress: UploadProgress) => void,
  door = '/api/v1/imports',
): { done: Promise<Made>; stop: () => void } {
  const form = new FormData();
  for (const { file, path } of files) form.append('files', file, path);
  const request = new XMLHttpRequest();
  const startedAt = performance.now();
  const done = new Promise<Made>((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      const seconds = (performance.now() - startedAt) / 1000;
      onProgress({
        sentBytes: loaded,
        totalBytes: total,
        secondsLeft: loaded > 0 && seconds > 1 ? (seconds / loaded) * (total - loaded) : null,
      });
    });
    request.addEventListener('load', () => {
      const body = read(request.responseText);
      if (request.status < 300 && body) resolve(body as Made);
      else reject(new ApiProblem(request.status, (body ?? {}) as Partial<Problem>));
    });
    request.addEventListener('error', () => reject(new Error('the connection broke. Nothing was imported; drop the files again.')));
    request.addEventListener('abort', () => reject(new Error('the upload was stopped. Nothing was imported.')));
    request.open('POST', door);
    request.send(form);
  });
  return { done, stop: () => request.abort() };
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
