import type { DealFull } from '@windshield/contract';
import { useCallback, useMemo } from 'react';
import { formatNumber, formatPercent } from '../ui/locale.ts';
import { type DrawPlot, PlotFigure } from '../ui/plot-figure.tsx';

type Outlook = NonNullable<DealFull['outlook']>;
interface Point {
  ageDays: number;
  shareWon: number;
  low: number;
  high: number;
}

/** Share of deals of its kind that were won by each age, with its band, and where this deal stands today. */
export function SurvivalPlot({ outlook }: { outlook: Outlook }) {
  const { curve, ageDays } = outlook;
  const points = useMemo(() => (curve ? pointsOf(curve, ageDays) : []), [curve, ageDays]);
  const draw = useCallback<DrawPlot>(
    (plot) => ({
      marginLeft: 44,
      marginRight: 20,
      marginTop: 24,
      marginBottom: 42,
      x: { label: 'days after opening', domain: [0, Math.max(points.at(-1)?.ageDays ?? 1, ageDays ?? 0)], nice: true },
      y: {
        label: 'won by then',
        percent: true,
        domain: [0, Math.max(10, ...points.map((point) => point.high * 100))],
        ticks: 4,
        tickFormat: (share: number) => `${share} %`,
      },
      marks: [
        plot.ruleY([0], { stroke: 'var(--color-line)' }),
        plot.areaY(points, { x: 'ageDays', y1: 'low', y2: 'high', curve: 'step-after', fill: 'var(--color-band)', fillOpacity: 0.45 }),
        plot.lineY(points, { x: 'ageDays', y: 'shareWon', curve: 'step-after', stroke: 'var(--color-accent)', strokeWidth: 2 }),
        ...(ageDays === null
          ? []
          : [
              plot.ruleX([ageDays], { stroke: 'var(--color-ink)', strokeDasharray: '3 3' }),
              plot.text([ageDays], {
                x: (age: number) => age,
                frameAnchor: 'top',
                dy: -16,
                text: () => 'this deal',
                fill: 'var(--color-ink)',
              }),
            ]),
      ],
    }),
    [points, ageDays],
  );
  return (
    <PlotFigure
      title={`How long ${outlook.kindLabel} took`}
      sentence={
        <>
          {outlook.sentence} <span className="whitespace-nowrap">(n = {formatNumber(outlook.wonOfKind)} won)</span>
        </>
      }
      rows={points}
      heightPx={210}
      columns={[
        { header: 'Age in days', show: (point) => formatNumber(point.ageDays), plain: (point) => point.ageDays, align: 'end' },
        { header: 'Won by then', show: (point) => formatPercent(point.shareWon), plain: (point) => point.shareWon, align: 'end' },
        {
          header: 'Likely between',
          show: (point) => `${formatPercent(point.low)} and ${formatPercent(point.high)}`,
          plain: (point) => `${point.low} to ${point.high}`,
          align: 'end',
        },
      ]}
      draw={draw}
    />
  );
}

/** The curve until it has nothing more to tell: a little past the last deal that was won, and past this deal's own age. */
function pointsOf(curve: NonNullable<Outlook['curve']>, ageDays: number | null): Point[] {
  const points = curve.ages.map((age, index) => ({
    ageDays: age,
    shareWon: curve.shareWon[index] ?? 0,
    low: curve.low[index] ?? 0,
    high: curve.high[index] ?? 0,
  }));
  const final = points.at(-1)?.shareWon;
  const lastWonDays = points.find((point) => point.shareWon === final)?.ageDays ?? 0;
  const untilDays = Math.max(lastWonDays, ageDays ?? 0) * 1.15;
  const shown = points.filter((point) => point.ageDays <= untilDays);
  const last = shown.at(-1);
  return last && last !== points.at(-1) ? [...shown, { ...last, ageDays: Math.round(untilDays) }] : shown;
}
