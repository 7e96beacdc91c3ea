import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from './icon.tsx';

interface SheetProps {
  title: ReactNode;
  /** Stands above the title in grey, e.g. the account of a deal. */
  over?: ReactNode;
  /** Buttons at the top right, before the cross. */
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A record beside its list. From the middle width up it shares the page, so the list keeps its place and stays usable;
 * on a phone it covers it. Focus moves to the title when it opens and goes back to where it was when it closes. Esc closes.
 */
export function Sheet({ title, over, actions, onClose, children }: SheetProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  const headingId = useId();
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      const elsewhere = document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]');
      if (elsewhere) return;
      // Someone in the middle of typing leaves the field first: what was typed stays.
      if (event.target instanceof Element && event.target.closest('input, textarea, select'))
        heading.current?.focus({ preventScroll: true });
      else onClose();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [onClose]);
  return (
    <aside
      ref={panel}
      aria-labelledby={headingId}
      className="flex min-w-0 animate-slide flex-col border-line bg-surface max-md:fixed max-md:inset-0 max-md:z-30 md:sticky md:top-0 md:h-dvh md:w-[clamp(23rem,38vw,34rem)] md:shrink-0 md:border-l"
    >
      <header className="flex items-start justify-between gap-3 border-b border-line px-5 py-3.5">
        <div className="min-w-0">
          {over && <div className="text-sm text-quiet">{over}</div>}
          <h2 ref={heading} id={headingId} tabIndex={-1} aria-live="polite" className="text-lg font-semibold outline-none">
            {title}
          </h2>
        </div>
        <div className="flex shrink-0 items-center gap-1">
          {actions}
          <button
            type="button"
            onClick={onClose}
            aria-label="Close"
            className="-mr-2 grid size-9 place-items-center rounded-md text-quiet hover:bg-hover hover:text-ink"
          >
            <Icon name="close" />
          </button>
        </div>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
    </aside>
  );
}
