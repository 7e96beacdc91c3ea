import { createContext, type ReactNode, useContext } from 'react';

/** Parts stand under a sheet's second-level title, or right under a page's first. */
export const SectionLevel = createContext<2 | 3>(3);

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
  const Heading = useContext(SectionLevel) === 2 ? 'h2' : 'h3';
  return (
    <section
      aria-label={title}
      {...(name && { 'data-part': name })}
      className="relative border-t border-line py-4 first:border-t-0 first:pt-0"
    >
      <div className="mb-2 flex min-h-8 items-center justify-between gap-3">
        <Heading className="text-md font-semibold">
          {title}
          {count !== undefined && count > 0 && <span className="ml-1.5 font-normal text-quiet tabular-nums">{count}</span>}
        </Heading>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** A heading inside a part, one level below the part's own. */
export function Subheading({ className, children }: { className: string; children: ReactNode }) {
  const Heading = useContext(SectionLevel) === 2 ? 'h3' : 'h4';
  return <Heading className={className}>{children}</Heading>;
}
