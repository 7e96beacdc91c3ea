/** Files that were dropped on one page and are taken up by the next: the browser cannot carry them in an address. */
let waiting: File[] = [];

export function leaveFiles(files: File[]): void {
  waiting = files;
}

/** Gives the files once; the next call gets none. */
export function takeFiles(): File[] {
  const taken = waiting;
  waiting = [];
  return taken;
}
