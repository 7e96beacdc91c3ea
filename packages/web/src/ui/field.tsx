import { type ReactNode, useId } from 'react';

interface FieldProps {
  label: string;
  /** What a good answer looks like, before anyone gets it wrong. */
  help?: ReactNode;
  /** What was wrong and what would be right. */
  problem?: string | undefined;
  optional?: boolean;
  children: (control: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
}

/** A label, its control, and what help or problem belongs to it, wired together for screen readers. */
export function Field({ label, help, problem, optional, children }: FieldProps) {
  const id = useId();
  const describedBy = problem ? `${id}-problem` : help ? `${id}-help` : undefined;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-md font-medium">
        {label}
        {optional && <span className="font-normal text-quiet"> · optional</span>}
      </label>
      {children({ id, ...(describedBy && { 'aria-describedby': describedBy }), ...(problem && { 'aria-invalid': true as const }) })}
      {problem ? (
        <p id={`${id}-problem`} role="alert" className="text-sm text-danger first-letter:uppercase">
          {problem}
        </p>
      ) : (
        help && (
          <p id={`${id}-help`} className="text-sm text-quiet">
            {help}
          </p>
        )
      )}
    </div>
  );
}
