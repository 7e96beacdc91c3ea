import { useId, useState } from 'react';
import { classes } from './classes.ts';
import { GaugeReasons } from './gauge-reasons.tsx';
import { GaugeTrack } from './gauge-track.tsx';
import type { Gauge as Reading } from './gauge-types.ts';
import { gaugeInterval, gaugeValue } from './gauge-words.ts';

interface GaugeProps {
  /** What is measured: "chance to win". Shown above the value in full manner, always said to screen readers. */
  label: string;
  reading: Reading;
  /** `line` stands in a list without reasons; `full` opens its why. */
  manner?: 'line' | 'full';
  startsOpen?: boolean;
}

/** Any derived number, everywhere the same: value, interval on a fixed 0-100 track, how sure; it opens to its reasons. */
export function Gauge({ label, reading, manner = 'full', startsOpen = false }: GaugeProps) {
  const [open, setOpen] = useState(startsOpen);
  const panelId = useId();
  const isFull = manner === 'full';
  const hasTrack = reading.unit === 'probability';

  if (reading.kind === 'insufficient')
    return (
      <span className={isFull ? 'grid gap-1' : 'contents'}>
        {isFull && <span className="text-sm text-quiet">{label}</span>}
        <span className="inline-flex min-w-0 items-center gap-2.5 text-quiet">
          {hasTrack && <GaugeTrack reading={reading} />}
          <span className={classes('text-sm text-pretty', !isFull && 'min-w-0 leading-4')}>
            <span className="sr-only">{label} not known: </span>
            {reading.missing}
          </span>
        </span>
      </span>
    );

  const line = (
    <span className="inline-flex items-center gap-2.5 tabular-nums">
      <span className={isFull ? 'text-lg font-semibold' : classes('font-medium', hasTrack && 'w-10 text-right')}>
        {!isFull && <span className="sr-only">{label}: </span>}
        {gaugeValue(reading)}
      </span>
      {hasTrack && (
        <span className="grid gap-0.5">
          <GaugeTrack reading={reading} />
          {reading.drift && <span className="h-0.5 rounded-full bg-warning-line" title={reading.drift} />}
        </span>
      )}
      <span className="text-sm whitespace-nowrap text-quiet">
        <span className="sr-only">{Math.round(reading.level * 100)} of 100 times within </span>
        {gaugeInterval(reading)}
      </span>
    </span>
  );
  if (!isFull) return line;

  return (
    <div className="grid gap-1.5">
      <span className="text-sm text-quiet">{label}</span>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {line}
        <button
          type="button"
          aria-expanded={open}
          aria-controls={panelId}
          onClick={() => setOpen(!open)}
          className="min-h-6 rounded-sm px-1 text-sm text-accent hover:text-accent-strong"
        >
          why<span className="sr-only"> {label}</span> <span aria-hidden="true">{open ? '▴' : '▾'}</span>
        </button>
      </div>
      {reading.drift && <p className="border-l-2 border-warning-line pl-2 text-sm text-warning">{reading.drift}</p>}
      <div id={panelId} hidden={!open} className="mt-1">
        {open && <GaugeReasons reading={reading} />}
      </div>
    </div>
  );
}
