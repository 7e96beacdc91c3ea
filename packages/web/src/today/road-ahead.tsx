import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Road } from '@windshield/contract';
import { minorUnitDigits } from '@windshield/core';
import { type ReactNode, useCallback, useState } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { Gauge } from '../ui/gauge.tsx';
import { formatDate, formatMoney, toDate } from '../ui/locale.ts';
import { type DrawPlot, type FigureColumn, PlotFigure } from '../ui/plot-figure.tsx';
import { Select } from '../ui/select.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type RoadPeriod, roadQuery } from './today-query.ts';

const periods = [
  { value: 'month', label: 'This month' },
  { value: 'quarter', label: 'This quarter' },
  { value: 'year', label: 'This year' },
];

/** Won so far, the range of what is likely, the target if there is one; and the same as a sentence. */
export function RoadAhead({ scope }: { scope: 'own' | 'team' }) {
  const [period, setPeriod] = useState<RoadPeriod>('quarter');
  const { data: road, isPending, error } = useQuery(roadQuery(scope, period));
  const choose = (
    <Select label="Period" choices={periods} value={period} onChange={(value) => setPeriod(value as RoadPeriod)} className="h-8 w-36" />
  );
  if (isPending) return <Skeleton lines={[20, 100, 100, 100]} label="Loading the road ahead" />;
  if (error) return <p className="text-md text-quiet">The road ahead cannot be shown: {messageOf(error)}</p>;
  if (isUncounted(road)) return <UncountedRoad road={road} choose={choose} />;
  return <RoadFigure road={road} choose={choose} />;
}

/** Nothing could be added up. That is not a result of zero, and no plot may say so. */
const isUncounted = (road: Road) => road.wonMinor === 0 && (road.ahead.at(-1)?.q90 ?? 0) === 0 && road.leftOut.length > 0;

function UncountedRoad({ road, choose }: { road: Road; choose: ReactNode }) {
  return (
    <section aria-labelledby="road" className="grid gap-2 text-md">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="road" className="font-semibold">
          The road ahead
        </h2>
        {choose}
      </div>
      <p>{road.sentence}</p>
      <p className="text-quiet">
        Not counted: {road.leftOut.join('; ')}. Sums are in {road.currency};{' '}
        <Link to="/settings" search={{ tab: 'workspace' }} className="text-accent underline decoration-accent/40 underline-offset-3">
          the home currency can be changed
        </Link>
        .
      </p>
    </section>
  );
}

interface RoadRow {
  day: string;
  wonMinor: number | null;
  lowMinor: number | null;
  middleMinor: number | null;
  highMinor: number | null;
}

function RoadFigure({ road, choose }: { road: Road; choose: ReactNode }) {
  const draw: DrawPlot = useCallback((plot, widthPx) => roadMarks(plot, road, widthPx), [road]);
  const money = (minor: number | null) => (minor === null ? '' : formatMoney(Math.round(minor), road.currency, 'short'));
  const column = (header: string, of: (row: RoadRow) => number | null): FigureColumn<RoadRow> => ({
    header,
    show: (row) => money(of(row)),
    plain: (row) => {
      const minor = of(row);
      return minor === null ? null : minor / 10 ** minorUnitDigits(road.currency);
    },
    align: 'end',
  });
  return (
    <div className="grid gap-4">
      <PlotFigure
        title="The road ahead"
        sentence={
          <>
            {road.sentence}
            {road.leftOut.length > 0 && <span className="block text-sm">Not counted: {road.leftOut.join('; ')}</span>}
          </>
        }
        rows={weekly(road)}
        columns={[
          { header: 'Day', show: (row) => formatDate(row.day), plain: (row) => row.day },
          column('Won', (row) => row.wonMinor),
          column('Low (10 of 100)', (row) => row.lowMinor),
          column('Middle', (row) => row.middleMinor),
          column('High (90 of 100)', (row) => row.highMinor),
        ]}
        draw={draw}
        actions={choose}
      />
      <div className="flex flex-wrap gap-x-10 gap-y-4">
        <Gauge label="Won by the end" reading={road.end} />
        {road.chanceOfTarget && <Gauge label="Chance to reach the target" reading={road.chanceOfTarget} />}
      </div>
    </div>
  );
}

/** A row a week, and always the last day: a quarter by days would be a wall of numbers. */
function weekly(road: Road): RoadRow[] {
  const won = road.won.map(
    (point): RoadRow => ({ day: point.day, wonMinor: point.amountMinor, lowMinor: null, middleMinor: null, highMinor: null }),
  );
  const ahead = road.ahead.map(
    (point): RoadRow => ({ day: point.day, wonMinor: null, lowMinor: point.q10, middleMinor: point.q50, highMinor: point.q90 }),
  );
  const thin = (rows: RoadRow[]) => rows.filter((_, index) => (rows.length - 1 - index) % 7 === 0);
  return [...thin(won), ...thin(ahead)];
}

/** Days for the axis, evenly apart, so that their labels never run into each other. */
function evenDays({ from, to }: Road, count: number): Date[] {
  const [first, last] = [toDate(from).getTime(), toDate(to).getTime()];
  return Array.from({ length: count }, (_, index) => new Date(first + ((last - first) * (index + 0.5)) / count));
}

function roadMarks(plot: Parameters<DrawPlot>[0], road: Road, widthPx: number): ReturnType<DrawPlot> {
  const x = (point: { day: string }) => toDate(point.day);
  const last = road.ahead.at(-1);
  const ends = last
    ? [
        { day: last.day, at: last.q90, text: 'high' },
        { day: last.day, at: last.q50, text: 'likely' },
        { day: last.day, at: last.q10, text: 'low' },
      ]
    : [];
  // Labels that would lie on each other say less than one label.
  const top = Math.max(1, road.targetMinor ?? 0, last?.q90 ?? 0, road.wonMinor);
  const apart = ends.filter((end) => end.text === 'likely' || Math.abs(end.at - (last?.q50 ?? 0)) > top * 0.08);
  return {
    marginLeft: 56,
    marginRight: 44,
    marginTop: 16,
    x: {
      type: 'time',
      domain: [toDate(road.from), toDate(road.to)],
      label: null,
      ticks: evenDays(road, widthPx < 480 ? 3 : 6),
      tickFormat: (day: Date) => formatDate(day),
    },
    y: {
      label: null,
      grid: true,
      zero: true,
      nice: true,
      ticks: 4,
      tickFormat: (minor: number) => formatMoney(minor, road.currency, 'short'),
    },
    marks: [
      plot.ruleY([0], { stroke: 'var(--color-line)' }),
      plot.areaY(road.ahead, { x, y1: 'q10', y2: 'q90', fill: 'var(--color-band)', fillOpacity: 0.45 }),
      plot.lineY(road.ahead, { x, y: 'q50', stroke: 'var(--color-accent)', strokeWidth: 1.75 }),
      plot.lineY(road.won, { x, y: 'amountMinor', stroke: 'var(--color-ink)', strokeWidth: 1.75, curve: 'step-after' }),
      plot.dot(road.won.slice(-1), { x, y: 'amountMinor', fill: 'var(--color-ink)', r: 3.5 }),
      plot.text(apart, { x, y: 'at', text: 'text', dx: 6, textAnchor: 'start', fill: 'var(--color-quiet)' }),
      ...(road.targetMinor === null
        ? []
        : [
            plot.ruleY([road.targetMinor], { stroke: 'var(--color-warning-line)', strokeWidth: 1.5, strokeDasharray: '5 4' }),
            plot.text([road.targetMinor], {
              y: (minor: number) => minor,
              frameAnchor: 'left',
              dx: 4,
              dy: -8,
              text: () => 'target',
              textAnchor: 'start',
              fill: 'var(--color-warning)',
            }),
          ]),
    ],
  };
}
