import { Popover } from 'radix-ui';
import { useState } from 'react';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/icon.tsx';
import { controlLook } from '../ui/input.tsx';
import type { Choice } from '../ui/select.tsx';

const chipLook =
  'inline-flex h-8 max-w-56 shrink-0 items-center gap-1.5 rounded-full border px-3 text-sm transition-colors hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft';
const searchFrom = 9;

interface FilterChipProps {
  /** What it filters by: "Owner". */
  label: string;
  choices: Choice[];
  value: string | undefined;
  /** Undefined: not filtered by this. */
  onChange: (value: string | undefined) => void;
  /** What stands for no filter: "Everyone". */
  any: string;
}

/** A filter that says its own state and opens to its choices; many choices can be searched. */
export function FilterChip({ label, choices, value, onChange, any }: FilterChipProps) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const chosen = choices.find((choice) => choice.value === value);
  const needle = typed.trim().toLocaleLowerCase();
  const shown = needle ? choices.filter((choice) => choice.label.toLocaleLowerCase().includes(needle)) : choices;
  const take = (next: string | undefined) => {
    onChange(next);
    setOpen(false);
    setTyped('');
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={classes(chipLook, chosen ? 'border-accent bg-accent-soft' : 'border-line bg-surface')}>
        <span className="text-quiet">{label}</span>
        <span className="truncate">{chosen?.label ?? any}</span>
        <Icon name="down" size={12} className="shrink-0 text-quiet" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={`Filter by ${label.toLocaleLowerCase()}`}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
            event.preventDefault();
            step(event.currentTarget as HTMLElement, event.key === 'ArrowDown' ? 1 : -1);
          }}
          className="z-50 max-h-80 w-60 animate-appear overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-float"
        >
          {choices.length >= searchFrom && (
            <input
              aria-label={`Search ${label.toLocaleLowerCase()}`}
              placeholder="Type to search…"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => event.key === 'Enter' && shown[0] && take(shown[0].value)}
              className={classes(controlLook, 'mb-1 h-8 text-base sm:text-sm')}
            />
          )}
          {!needle && <Option label={any} isChosen={!chosen} onTake={() => take(undefined)} />}
          {shown.map((choice) => (
            <Option
              key={choice.value}
              label={choice.label}
              note={choice.note}
              isChosen={choice.value === value}
              onTake={() => take(choice.value)}
            />
          ))}
          {shown.length === 0 && <p className="px-2.5 py-1.5 text-sm text-quiet">Nothing is called “{typed}”.</p>}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Option({ label, note, isChosen, onTake }: { label: string; note?: string | undefined; isChosen: boolean; onTake: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onTake}
      className="flex w-full items-center justify-between gap-3 rounded-md px-2.5 py-1.5 text-left text-md hover:bg-hover focus-visible:-outline-offset-2"
    >
      <span className="truncate">{label}</span>
      {isChosen ? (
        <Icon name="check" size={14} className="text-accent" />
      ) : (
        note && <span className="truncate text-sm text-quiet">{note}</span>
      )}
    </button>
  );
}

function step(panel: HTMLElement, by: 1 | -1): void {
  const stops = [...panel.querySelectorAll<HTMLElement>('input, button')];
  const now = stops.indexOf(document.activeElement as HTMLElement);
  stops[(now + by + stops.length) % stops.length]?.focus();
}

/** A filter that is on or off. */
export function FlagChip({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={() => onChange(!isOn)}
      className={classes(chipLook, !isOn && 'border-line bg-surface')}
    >
      {isOn && <Icon name="check" size={12} className="text-accent" />}
      {label}
    </button>
  );
}
