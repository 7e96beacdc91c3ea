import type { ReactNode } from 'react';

/** Facts of a record: what it is called on the left, what it is on the right, one under the other on a phone. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid gap-y-1">{children}</dl>;
}

/** `name` lets other parts of the record lead here and open it for editing: see {@link startFact}. */
export function Fact({ label, name, children }: { label: string; name?: string; children: ReactNode }) {
  return (
    <div
      {...(name && { 'data-fact': name })}
      className="grid grid-cols-[7rem_minmax(0,1fr)] sm:grid-cols-[8.5rem_minmax(0,1fr)] gap-x-3 text-md"
    >
      <dt className="py-1 text-quiet">{label}</dt>
      <dd className="grid min-h-7 min-w-0 content-center break-words">{children}</dd>
    </div>
  );
}

/** Opens a fact for editing, or takes the focus to a part of the record and its first control. */
export function startFact(name: string): void {
  const fact = document.querySelector(`[data-fact="${name}"]`);
  const target = fact ?? document.querySelector(`[data-part="${name}"]`);
  target?.scrollIntoView({ block: 'center' });
  if (fact) fact.querySelector<HTMLElement>('button, input')?.click();
  else target?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
}

/** Fields of the source system that have no place of their own. */
export function CustomFacts({ custom }: { custom: Record<string, string> }) {
  const entries = Object.entries(custom).filter(([, value]) => value !== '');
  if (entries.length === 0) return null;
  return (
    <details className="text-md">
      <summary className="py-1 text-quiet hover:text-ink">
        {entries.length === 1 ? 'One more field' : `${entries.length} more fields`} of the system before
      </summary>
      <div className="pt-2">
        <Facts>
          {entries.map(([name, value]) => (
            <Fact key={name} label={name}>
              {value}
            </Fact>
          ))}
        </Facts>
      </div>
    </details>
  );
}
