import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { dismissToast, type Toast, toasts } from './toasts.ts';

const lifetimeMs = 8000;

/** The one place where toasts appear. The live region is always in the page, so that its words are announced. */
export function Toaster() {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.current);
  return (
    <section
      aria-label="Messages"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 bottom-18 z-50 grid justify-items-center gap-2 sm:bottom-6"
    >
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held || toast.problem) return;
    const timer = setTimeout(() => dismissToast(toast.id), lifetimeMs);
    return () => clearTimeout(timer);
  }, [held, toast]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only holds the message; nothing is done by it
    <div
      {...(toast.problem && { role: 'alert' })}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex max-w-lg animate-appear items-center gap-2 rounded-lg border border-line bg-surface py-1.5 pr-1.5 pl-4 text-md shadow-float"
    >
      {toast.problem && <span className="size-2 shrink-0 rounded-full bg-danger" aria-hidden="true" />}
      <span className="py-1">{toast.text}</span>
      {toast.undo && (
        <Button
          look="bare"
          size="small"
          hint="u"
          className="text-accent hover:text-accent-strong"
          onClick={() => {
            dismissToast(toast.id);
            void toast.undo?.();
          }}
        >
          Undo
        </Button>
      )}
      <button
        type="button"
        aria-label="Dismiss message"
        onClick={() => dismissToast(toast.id)}
        className="grid size-8 place-items-center rounded-md text-quiet hover:bg-hover hover:text-ink"
      >
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
