import type { NamedFile } from '../imports/index.ts';

/** Files that were dropped on one page and are taken up by the next: the browser cannot carry them in an address. */
let waiting: NamedFile[] = [];

export function leaveFiles(files: NamedFile[]): void {
  waiting = files;
}

/** Gives the files once; the next call gets none. */
export function takeFiles(): NamedFile[] {
  const taken = waiting;
  waiting = [];
  return taken;
}
