import type { ReactNode } from 'react';

/** A titled part of the right side. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-1 gap-2 text-md">
      <h3 className="text-sm font-semibold text-quiet">{title}</h3>
      {children}
    </section>
  );
}
