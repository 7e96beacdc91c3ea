import type { DataTrust } from '@windshield/contract';
import { useCallback } from 'react';
import { formatDate, toDate } from '../ui/locale.ts';
import { type DrawPlot, PlotFigure } from '../ui/plot-figure.tsx';
import { trustInWords } from './answer-words.ts';

/** The figure day by day. One day alone is no line, and is said instead. */
export function TrustHistory({ history }: Pick<DataTrust, 'history'>) {
  const [first] = history;
  const last = history.at(-1);
  const draw = useCallback<DrawPlot>(
    (plot) => {
      const points = history.map(({ day, value }) => ({ day: toDate(day), share: 100 * value }));
      const lowest = Math.min(...points.map(({ share }) => share));
      return {
        marginLeft: 48,
        marginRight: 16,
        marginBottom: 32,
        x: { type: 'time', label: null, ticks: 5 },
        y: {
          label: 'can be relied on',
          domain: [Math.max(0, Math.floor(lowest - 5)), 100],
          ticks: 4,
          tickFormat: (share: number) => `${share} %`,
        },
        marks: [
          plot.lineY(points, { x: 'day', y: 'share', curve: 'step-after', stroke: 'var(--color-accent)', strokeWidth: 2 }),
          plot.dot(points.slice(-1), { x: 'day', y: 'share', fill: 'var(--color-accent)', r: 3.5 }),
        ],
      };
    },
    [history],
  );
  if (!first || !last) return null;
  return (
    <div className="border-t border-line pt-5">
      {history.length < 2 ? (
        <p className="text-md text-quiet">How it moves is drawn here from the second day on. The first is {formatDate(first.day)}.</p>
      ) : (
        <PlotFigure
          title="How it moved"
          sentence={`From ${trustInWords(first.value)} on ${formatDate(first.day)} to ${trustInWords(last.value)} on ${formatDate(last.day)}.`}
          rows={history}
          heightPx={200}
          columns={[
            { header: 'Day', show: ({ day }) => formatDate(day), plain: ({ day }) => day },
            { header: 'Can be relied on', show: ({ value }) => trustInWords(value), plain: ({ value }) => value, align: 'end' },
          ]}
          draw={draw}
        />
      )}
    </div>
  );
}
