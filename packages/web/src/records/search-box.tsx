import { useEffect, useRef, useState } from 'react';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/icon.tsx';
import { controlLook } from '../ui/input.tsx';

const settleMs = 180;

interface SearchBoxProps {
  /** "Search deals". */
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Searches while one types, a moment after the last key; Esc empties it. */
export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const [typed, setTyped] = useState(value ?? '');
  const sent = useRef(value ?? '');
  useEffect(() => {
    if ((value ?? '') === sent.current) return;
    sent.current = value ?? '';
    setTyped(value ?? '');
  }, [value]);
  useEffect(() => {
    if (typed.trim() === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed.trim();
      onChange(typed.trim() || undefined);
    }, settleMs);
    return () => clearTimeout(timer);
  }, [typed, onChange]);
  return (
    <div className="relative w-full sm:w-60">
      <Icon name="search" className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-quiet" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (typed) setTyped('');
          else event.currentTarget.blur();
        }}
        className={classes(controlLook, 'h-8 pl-8 text-base sm:text-sm')}
      />
    </div>
  );
}
