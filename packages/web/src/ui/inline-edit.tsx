import { minorUnitDigits } from '@windshield/core';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { classes } from './classes.ts';
import { controlLook } from './input.tsx';
import { formatExactDate } from './locale.ts';
import { Money } from './money.tsx';
import { parseMoney } from './parse-money.ts';
import type { Choice } from './select.tsx';

type Kind =
  | { kind: 'text'; value: string | null; onSave: (value: string | null) => void }
  | { kind: 'date'; value: string | null; onSave: (value: string | null) => void }
  | { kind: 'select'; value: string | null; choices: Choice[]; onSave: (value: string) => void }
  | { kind: 'money'; value: number | null; currency: string; onSave: (amountMinor: number | null) => void };

type InlineEditProps = Kind & { label: string /** Said where the value is not known. */; unknown?: string; disabled?: boolean };

/**
 * A fact that becomes a control when clicked or entered. Enter and leaving save, Esc gives back what was.
 * Saving is the caller's, who shows the new value at once and offers undo.
 */
export function InlineEdit(props: InlineEditProps) {
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  // Left by a key, focus goes back to the fact; left by a click elsewhere, it stays where the click put it.
  const leftByKey = useRef(false);
  const choosesByKey = useRef(false);
  const editing = draft !== undefined;
  useEffect(() => {
    if (!editing && leftByKey.current) button.current?.focus({ preventScroll: true });
    leftByKey.current = false;
  }, [editing]);

  if (!editing)
    return (
      <button
        ref={button}
        type="button"
        disabled={props.disabled}
        onClick={() => {
          choosesByKey.current = false;
          setDraft(written(props));
        }}
        className="-mx-1.5 min-h-7 max-w-full rounded-sm px-1.5 text-left wrap-anywhere hover:bg-hover disabled:hover:bg-transparent"
      >
        <span className="sr-only">Change {props.label}: </span>
        {shown(props)}
      </button>
    );

  const leave = () => {
    setDraft(undefined);
    setProblem(undefined);
  };
  const save = (typed: string) => {
    const wrong = submit(props, typed.trim());
    if (wrong) setProblem(wrong);
    else leave();
  };
  // Enter must not also press the button that takes the control's place.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') {
      choosesByKey.current = true;
      return;
    }
    event.preventDefault();
    leftByKey.current = true;
    if (event.key === 'Enter') save(draft);
    else leave();
  };
  const look = classes(controlLook, '-mx-1.5 h-8 px-1.5 text-md');
  return (
    <span className="grid gap-1">
      {props.kind === 'select' ? (
        <select
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to edit exactly this
          autoFocus
          aria-label={props.label}
          value={draft}
          onChange={(event) => (choosesByKey.current ? setDraft(event.target.value) : save(event.target.value))}
          onBlur={() => save(draft)}
          onPointerDown={() => {
            choosesByKey.current = false;
          }}
          onKeyDown={onKeyDown}
          className={look}
        >
          {props.value === null && <option value="">{props.unknown ?? 'not known'}</option>}
          {props.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to edit exactly this
          autoFocus
          aria-label={props.label}
          aria-invalid={problem ? true : undefined}
          type={props.kind === 'date' ? 'date' : 'text'}
          inputMode={props.kind === 'money' ? 'decimal' : undefined}
          value={draft}
          onFocus={(event) => event.target.type === 'text' && event.target.select()}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => save(draft)}
          onKeyDown={onKeyDown}
          className={look}
        />
      )}
      {problem && (
        <span role="alert" className="text-sm text-danger">
          {problem}
        </span>
      )}
    </span>
  );
}

function shown(props: InlineEditProps): ReactNode {
  if (props.value === null || props.value === '') return <span className="text-quiet">{props.unknown ?? 'not known'}</span>;
  if (props.kind === 'money') return <Money amountMinor={props.value} currency={props.currency} manner="exact" />;
  if (props.kind === 'date') return formatExactDate(props.value);
  if (props.kind === 'select') return props.choices.find((choice) => choice.value === props.value)?.label ?? props.value;
  return props.value;
}

function written(props: InlineEditProps): string {
  if (props.value === null) return '';
  if (props.kind === 'money') return String(props.value / 10 ** minorUnitDigits(props.currency));
  return props.value;
}

/** Saves what was typed; returns what is wrong with it instead, when something is. Unchanged is not saved. */
function submit(props: InlineEditProps, typed: string): string | undefined {
  if (typed === written(props)) return undefined;
  if (props.kind === 'money') {
    const amountMinor = typed === '' ? null : parseMoney(typed, minorUnitDigits(props.currency));
    if (amountMinor === undefined) return `“${typed}” is not an amount. Write it like 36,500 or 36500.00.`;
    props.onSave(amountMinor);
  } else if (props.kind === 'select') {
    if (typed) props.onSave(typed);
  } else props.onSave(typed === '' ? null : typed);
  return undefined;
}
