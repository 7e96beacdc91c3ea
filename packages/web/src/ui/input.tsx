import type { InputHTMLAttributes, Ref, TextareaHTMLAttributes } from 'react';
import { classes } from './classes.ts';

/** How every control that takes typing looks; Select and Combobox wear it too. */
export const controlLook =
  'control min-w-0 rounded-md border border-edge bg-surface px-3 text-ink transition-colors focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent aria-invalid:border-danger disabled:bg-sunken disabled:text-quiet';

export function Input({ className, ...rest }: InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) {
  return <input className={classes(controlLook, 'text-base sm:text-md', className)} {...rest} />;
}

export function TextArea({ className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> }) {
  return (
    <textarea
      className={classes(controlLook, 'field-sizing-content h-auto min-h-18 resize-y py-2 text-base sm:text-md', className)}
      {...rest}
    />
  );
}
