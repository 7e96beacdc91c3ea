import type { ReactNode } from 'react';

/** A titled part of the right side. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 text-md">
      <h3 className="text-sm font-semibold text-quiet">{title}</h3>
      {children}
    </section>
  );
}
