import type { ReactNode } from 'react';

/** One setting: what it is on the left, its control on the right, under each other on a phone. */
export function Setting({ title, help, children }: { title: string; help?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-2 border-b border-line py-5 last:border-0 sm:grid-cols-[14rem_1fr]">
      <div>
        <h2 className="text-md font-medium">{title}</h2>
        {help && <p className="text-sm text-quiet">{help}</p>}
      </div>
      <div className="grid content-start justify-items-start gap-2">{children}</div>
    </section>
  );
}
