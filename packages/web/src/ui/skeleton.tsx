/** Stands where text will be, so that nothing jumps when it arrives. `lines` are widths in per cent. */
export function Skeleton({ lines = [60, 85, 70], label = 'Loading' }: { lines?: number[]; label?: string }) {
  return (
    <div role="status" aria-label={label} className="grid animate-breathe gap-3 py-1">
      {lines.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are alike and never reorder
        <div key={index} className="h-4 rounded-sm bg-line/70" style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
