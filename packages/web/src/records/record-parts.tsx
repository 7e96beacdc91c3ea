import type { ReactNode } from 'react';

/** A record's parts: one under the other beside a list; on its own page facts stand in a column to the right. */
export function RecordParts({
  isWide,
  ahead,
  facts,
  past,
}: {
  isWide?: boolean | undefined;
  ahead: ReactNode;
  facts: ReactNode;
  past: ReactNode;
}) {
  if (!isWide)
    return (
      <>
        <div>{ahead}</div>
        <div className="border-t border-line pt-4">{facts}</div>
        <div className="border-t border-line pt-4">{past}</div>
      </>
    );
  return (
    <div className="grid items-start gap-x-10 gap-y-4 lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[auto_1fr]">
      <div className="min-w-0">{ahead}</div>
      <div className="min-w-0 max-lg:border-t max-lg:border-line max-lg:pt-4 lg:row-span-2">{facts}</div>
      <div className="min-w-0 border-t border-line pt-4">{past}</div>
    </div>
  );
}
