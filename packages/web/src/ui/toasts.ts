/** Short messages about what was just done, each with its way back. Kept outside React so that any code may speak. */
export interface Toast {
  id: number;
  text: string;
  undo?: () => void | Promise<void>;
  /** Something failed: stays until dismissed, and is said at once. */
  problem?: boolean;
}

let shown: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const publish = (next: readonly Toast[]) => {
  shown = next;
  for (const listener of listeners) listener();
};

export const toasts = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  current: () => shown,
};

/** Shows at most three; the oldest gives way. Returns its id. */
export function say(text: string, options: Omit<Toast, 'id' | 'text'> = {}): number {
  lastId += 1;
  publish([...shown.slice(-2), { id: lastId, text, ...options }]);
  return lastId;
}

export function dismissToast(id: number): void {
  publish(shown.filter((toast) => toast.id !== id));
}

/** Takes back the latest thing that can be taken back; false when there is none. */
export function undoLatest(): boolean {
  const latest = shown.findLast((toast) => toast.undo);
  if (!latest) return false;
  dismissToast(latest.id);
  void latest.undo?.();
  return true;
}
