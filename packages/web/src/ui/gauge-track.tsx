import type { Gauge, KnownGauge } from './gauge-types.ts';

/** As much of a reading as the track shows. */
export type TrackReading = Pick<KnownGauge, 'kind' | 'value' | 'interval'> | Pick<Exclude<Gauge, KnownGauge>, 'kind'>;

const clamp = (share: number) => Math.max(0, Math.min(100, share * 100));

/** The fixed 0-100 track: band = interval, mark = value. Dashed when nothing is known. Decoration; the words stand beside it. */
export function GaugeTrack({ reading }: { reading: TrackReading }) {
  const low = reading.kind === 'known' ? clamp(reading.interval[0]) : 0;
  const high = reading.kind === 'known' ? clamp(reading.interval[1]) : 0;
  return (
    <svg aria-hidden="true" width={96} height={12} viewBox="0 0 100 12" preserveAspectRatio="none" className="shrink-0">
      {reading.kind === 'known' ? (
        <>
          <rect x={0} y={4.5} width={100} height={3} rx={1.5} className="fill-line" />
          <rect x={low} y={2.5} width={Math.max(1, high - low)} height={7} rx={2} className="fill-band" />
          <rect x={Math.min(97.5, Math.max(0, clamp(reading.value) - 1.25))} y={0} width={2.5} height={12} rx={1} className="fill-accent" />
        </>
      ) : (
        <line x1={0} x2={100} y1={6} y2={6} className="stroke-edge" strokeWidth={1.5} strokeDasharray="4 4" />
      )}
    </svg>
  );
}
