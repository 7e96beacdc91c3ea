import { formatNumber } from './locale.ts';

interface ProgressProps {
  label: string;
  done: number;
  /** 0 while it is not yet known. */
  total: number;
  secondsLeft: number | null;
}

/** For anything over two seconds: how far, of how much, and how long still. */
export function Progress({ label, done, total, secondsLeft }: ProgressProps) {
  const share = total > 0 ? Math.min(1, done / total) : undefined;
  return (
    <div className="grid gap-1.5">
      <div
        role="progressbar"
        aria-label={label}
        {...(share !== undefined && { 'aria-valuenow': Math.round(share * 100), 'aria-valuemin': 0, 'aria-valuemax': 100 })}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        <div
          className={`h-full bg-accent transition-[width] ${share === undefined ? 'w-1/4 animate-breathe' : ''}`}
          style={share === undefined ? {} : { width: `${share * 100}%` }}
        />
      </div>
      <p className="text-sm text-quiet tabular-nums">
        {share === undefined ? `${label}…` : `${formatNumber(done)} of ${formatNumber(total)}`}
        {secondsLeft !== null && share !== undefined && share < 1 && ` · ${timeLeft(secondsLeft)}`}
      </p>
    </div>
  );
}

function timeLeft(seconds: number): string {
  if (seconds < 5) return 'a few seconds left';
  if (seconds < 90) return `about ${Math.round(seconds / 5) * 5} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}
