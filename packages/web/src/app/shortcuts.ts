import { useEffect, useRef } from 'react';

/**
 * The keyboard layer: one listener for the whole page. A binding is a key (`e`), keys in a row (`g t`) or a chord (`mod+k`).
 * What was bound last wins, so that an open record takes `e` before the list below it. While someone types, only chords count.
 */
export interface Shortcut {
  keys: string;
  /** As `?` lists it. */
  label: string;
  run: (event: KeyboardEvent) => void;
}

interface Group {
  title: string;
  read: () => Shortcut[];
}

const groups: Group[] = [];
const pauseMs = 900;
let pressed: { keys: string; at: number } | undefined;

/** Binds keys while the calling component is shown. `under` is for what stays while pages change: every page may take its keys. */
export function useShortcuts(title: string, shortcuts: Shortcut[], isOn = true, place: 'over' | 'under' = 'over'): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    if (!isOn) return;
    const group = { title, read: () => latest.current };
    if (place === 'over') groups.push(group);
    else groups.unshift(group);
    return () => void groups.splice(groups.indexOf(group), 1);
  }, [title, isOn, place]);
}

/** What the keys do right now, by group, the nearest first; a key that is taken further up is left out below. */
export function currentShortcuts(): { title: string; shortcuts: Shortcut[] }[] {
  const taken = new Set<string>();
  const listed = groups.toReversed().map((group) => ({
    title: group.title,
    shortcuts: group.read().filter((shortcut) => !taken.has(shortcut.keys) && taken.add(shortcut.keys)),
  }));
  return listed.filter((group) => group.shortcuts.length > 0);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    (target as HTMLInputElement).type !== 'checkbox'
  );
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key : event.key.toLowerCase();
  return event.metaKey || event.ctrlKey ? `mod+${key.toLowerCase()}` : key;
}

let held: string | undefined;

/** From now on nothing on the page reacts to letters: something that takes typing is about to open, and gets them from {@link takeHeldKeys}. */
export function holdKeys(): void {
  held = '';
}

/** The letters typed since {@link holdKeys}; ends the holding. */
export function takeHeldKeys(): string {
  const typed = held ?? '';
  held = undefined;
  return typed;
}

/** Called for every key; the shell installs it once. */
export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.isComposing) return;
  const name = nameOf(event);
  const isChord = name.startsWith('mod+');
  if (held !== undefined && !isChord) {
    if (event.key.length === 1) held += event.key;
    event.preventDefault();
    return;
  }
  if (!isChord && (isTyping(event.target) || document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]'))) return;
  // Enter and Space belong to the button or link that has focus.
  if ((name === 'enter' || name === ' ') && event.target instanceof Element && event.target.closest('a, button, summary, [role="grid"]'))
    return;
  const now = event.timeStamp;
  const inARow = pressed && now - pressed.at < pauseMs ? `${pressed.keys} ${name}` : undefined;
  const bound = groups.toReversed().flatMap((group) => group.read());
  const hit = bound.find((shortcut) => shortcut.keys === inARow) ?? bound.find((shortcut) => shortcut.keys === name);
  pressed = undefined;
  if (hit) {
    event.preventDefault();
    hit.run(event);
  } else if (bound.some((shortcut) => shortcut.keys.startsWith(`${name} `))) pressed = { keys: name, at: now };
}
