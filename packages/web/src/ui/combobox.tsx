import { Popover } from 'radix-ui';
import { type KeyboardEvent, useId, useState } from 'react';
import { classes } from './classes.ts';
import { controlLook } from './input.tsx';
import type { Choice } from './select.tsx';

interface ComboboxProps {
  choices: Choice[];
  value: string | undefined;
  onChange: (value: string) => void;
  /** Called while typing, for choices that are searched on the server; the caller then filters. */
  onSearch?: (typed: string) => void;
  placeholder?: string;
  id?: string;
  label?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

/** One of many, found by typing. Arrow keys move, Enter takes, Esc leaves the value as it was. */
export function Combobox({ choices, value, onChange, onSearch, placeholder = 'Type to search…', id, label, ...aria }: ComboboxProps) {
  const listId = useId();
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(0);
  const open = typed !== undefined;
  const chosen = choices.find((choice) => choice.value === value);
  const needle = (typed ?? '').trim().toLocaleLowerCase();
  const shown =
    onSearch || !needle ? choices : choices.filter((choice) => `${choice.label} ${choice.note ?? ''}`.toLocaleLowerCase().includes(needle));

  const take = (choice: Choice | undefined) => {
    if (choice) onChange(choice.value);
    setTyped(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) setTyped('');
      else setActive(Math.max(0, Math.min(shown.length - 1, active + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      take(shown[active]);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setTyped(undefined);
    }
  };

  return (
    <Popover.Root open={open} onOpenChange={(next) => !next && setTyped(undefined)}>
      <Popover.Anchor asChild>
        <input
          {...(id && { id })}
          {...(label && { 'aria-label': label })}
          {...aria}
          role="combobox"
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          {...(open && shown[active] && { 'aria-activedescendant': `${listId}-${active}` })}
          autoComplete="off"
          placeholder={placeholder}
          value={typed ?? chosen?.label ?? ''}
          onFocus={(event) => event.target.select()}
          onClick={() => !open && setTyped('')}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
            onSearch?.(event.target.value);
          }}
          onKeyDown={onKeyDown}
          className={classes(controlLook, 'text-base sm:text-md')}
        />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="z-50 max-h-72 w-(--radix-popover-trigger-width) animate-appear overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-float"
        >
          <div role="listbox" id={listId} aria-label={label ?? 'Choices'}>
            {shown.map((choice, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the input above holds focus and handles the keys
              // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the input, which points here
              <div
                key={choice.value}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={choice.value === value}
                onPointerMove={() => setActive(index)}
                onClick={() => take(choice)}
                className={classes('flex justify-between gap-4 rounded-md px-2.5 py-1.5 text-md', index === active && 'bg-hover')}
              >
                <span className="truncate">{choice.label}</span>
                {choice.note && <span className="truncate text-sm text-quiet">{choice.note}</span>}
              </div>
            ))}
          </div>
          {shown.length === 0 && <p className="px-2.5 py-1.5 text-md text-quiet">Nothing matches “{typed}”.</p>}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
