import type { KnownGauge, Reason } from './gauge-types.ts';
import { gaugeEffect, gaugeValue } from './gauge-words.ts';
import { formatExactDate } from './locale.ts';
import { RecordLinks } from './record-links.tsx';

/** The reasons as a sum that anyone can follow: where cases like it start, what each fact adds or takes, and what was seen. */
export function GaugeReasons({ reading }: { reading: KnownGauge }) {
  const track = reading.trackRecord;
  return (
    <div className="grid gap-3 rounded-md bg-sunken px-3.5 py-3 text-md">
      <table className="w-full border-separate border-spacing-y-1 text-left">
        <caption className="sr-only">Where it starts and what each reason adds or takes</caption>
        <tbody>
          <ReasonRow figure={`starts at ${gaugeValue({ ...reading, value: reading.start.effect })}`} reason={reading.start} quiet />
          {reading.reasons.map((reason) => (
            <ReasonRow key={`${reason.key} ${reason.text}`} figure={gaugeEffect(reason.effect, reading) ?? '·'} reason={reason} />
          ))}
        </tbody>
      </table>
      <dl className="grid gap-0.5 border-t border-line pt-2 text-sm text-quiet [&_dd]:inline [&_dt]:inline">
        <div>
          <dt>seen: </dt>
          <dd>{reading.seen}</dd>
        </div>
        {track && (
          <div>
            <dt>right here: </dt>
            <dd>{track.text}</dd>
          </div>
        )}
        <div>
          <dt>as of: </dt>
          <dd>
            {formatExactDate(reading.asOf)} · n = {reading.n} · {reading.method}
          </dd>
        </div>
      </dl>
    </div>
  );
}

function ReasonRow({ figure, reason, quiet }: { figure: string; reason: Reason; quiet?: boolean }) {
  return (
    <tr className={quiet ? 'text-quiet' : ''}>
      <td className={`w-px pr-3 text-right align-baseline whitespace-nowrap tabular-nums ${quiet ? '' : 'font-medium'}`}>{figure}</td>
      <td className="align-baseline">
        {reason.text} <RecordLinks records={reason.records} query={reason.query} />
      </td>
    </tr>
  );
}
