import type { ButtonHTMLAttributes, Ref } from 'react';
import { classes } from './classes.ts';
import { Kbd } from './kbd.tsx';

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong disabled:bg-sunken disabled:text-quiet',
  plain: 'border border-line bg-surface text-ink hover:bg-hover disabled:text-quiet',
  bare: 'text-quiet hover:bg-hover hover:text-ink disabled:text-quiet',
  danger: 'border border-line bg-surface text-danger hover:bg-danger-soft disabled:text-quiet',
};

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof looks;
  size?: 'small' | 'normal';
  /** The key that does the same, shown after the label. */
  hint?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** One primary button a page; everything else is plain or bare. */
export function Button({ look = 'plain', size = 'normal', hint, className, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={classes(
        'button inline-flex shrink-0 items-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed',
        size === 'small' ? 'h-8 px-2.5 text-sm' : 'h-9 px-3.5 text-md',
        looks[look],
        className,
      )}
      {...rest}
    >
      {children}
      {hint && <Kbd keys={hint} quiet={look !== 'primary'} />}
    </button>
  );
}
