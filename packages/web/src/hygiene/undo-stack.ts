import { dismissToast, say } from '../ui/toasts.ts';

interface Undoable {
  toast: number;
  run: () => Promise<void>;
}

/** What can be taken back in this sitting, the latest last. It outlives the message that offered it. */
const stack: Undoable[] = [];

/** Says what was done and offers the way back, by the message or by the key. Returns how to withdraw the offer. */
export function offerUndo(done: string, run: () => Promise<void>): () => void {
  const entry: Undoable = { toast: 0, run };
  const withdraw = () => {
    const at = stack.indexOf(entry);
    if (at >= 0) stack.splice(at, 1);
    dismissToast(entry.toast);
  };
  entry.toast = say(done, {
    undo: () => {
      withdraw();
      return run();
    },
  });
  stack.push(entry);
  return withdraw;
}

/** Takes back the latest; without any, says so. */
export function undoLast(): void {
  const entry = stack.pop();
  if (!entry) return void say('There is nothing to take back in this sitting.');
  dismissToast(entry.toast);
  void entry.run();
}
