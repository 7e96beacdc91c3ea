import { classes } from './classes.ts';

const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
const faces: Record<string, string> = { mod: isApple ? '⌘' : 'Ctrl', enter: '↵', escape: 'Esc', arrowup: '↑', arrowdown: '↓', shift: '⇧' };

/** Shows keys as a keyboard names them: `mod+k`, or a sequence such as `g t`. Hidden from screen readers, which get `aria-keyshortcuts`. */
export function Kbd({ keys, quiet = true }: { keys: string; quiet?: boolean }) {
  return (
    <span aria-hidden="true" className="inline-flex gap-1 max-sm:hidden">
      {keys.split(/[ +]/).map((key) => (
        <kbd
          key={key}
          className={classes(
            'inline-grid h-[18px] min-w-[18px] place-items-center rounded-sm border px-1 font-sans text-[0.75rem] leading-none font-normal',
            quiet ? 'border-line bg-surface text-quiet' : 'border-current/40',
          )}
        >
          {faces[key.toLowerCase()] ?? key}
        </kbd>
      ))}
    </span>
  );
}
