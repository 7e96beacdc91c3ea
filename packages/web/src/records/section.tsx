import type { ReactNode } from 'react';

interface SectionProps {
  title: string;
  count?: number | undefined;
  actions?: ReactNode;
  children: ReactNode;
  /** For links from elsewhere on the record: "needs". */
  name?: string;
}

/** A part of a record under its own heading. */
export function Section({ title, count, actions, children, name }: SectionProps) {
  return (
    <section
      aria-label={title}
      {...(name && { 'data-part': name })}
      className="relative border-t border-line py-4 first:border-t-0 first:pt-0"
    >
      <div className="mb-2 flex min-h-8 items-center justify-between gap-3">
        <h3 className="text-md font-semibold">
          {title}
          {count !== undefined && count > 0 && <span className="ml-1.5 font-normal text-quiet tabular-nums">{count}</span>}
        </h3>
        {actions}
      </div>
      {children}
    </section>
  );
}
