import { formatNumber } from '../ui/locale.ts';

/** A chance in a list: the number and its place between 0 and 100. Its interval and reasons stand on the record. */
export function ChanceMark({ chance }: { chance: number | null }) {
  if (chance === null)
    return (
      <span className="inline-flex items-center gap-2 text-sm text-quiet">
        <svg aria-hidden="true" width={24} height={8} className="shrink-0">
          <line x1={0} x2={24} y1={4} y2={4} className="stroke-edge" strokeWidth={1.5} strokeDasharray="3 3" />
        </svg>
        <span className="sr-only">Chance </span>not known
      </span>
    );
  const points = Math.max(0, Math.min(100, chance * 100));
  return (
    <span className="inline-flex items-center gap-2">
      <span className="w-9 text-right font-medium tabular-nums">
        <span className="sr-only">Chance </span>
        {points > 0 && points < 1 ? '<1' : formatNumber(points)} %
      </span>
      <svg aria-hidden="true" width={40} height={10} className="shrink-0">
        <rect x={0} y={3.5} width={40} height={3} rx={1.5} className="fill-line" />
        <rect x={Math.min(37.5, points * 0.4)} y={0} width={2.5} height={10} rx={1} className="fill-accent" />
      </svg>
    </span>
  );
}
