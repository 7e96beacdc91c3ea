import type { Gauge as WireGauge } from '@windshield/contract';

/** A gauge as it comes over the wire, and its parts by name. */
export type Gauge = WireGauge;
export type KnownGauge = Extract<Gauge, { kind: 'known' }>;
export type GaugeUnit = Gauge['unit'];
export type Reason = KnownGauge['start'];
export type RecordRef = Reason['records'][number];
export type RecordQuery = NonNullable<Reason['query']>;
