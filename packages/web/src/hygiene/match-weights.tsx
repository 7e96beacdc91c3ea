import type { DuplicatePair } from '@windshield/contract';
import { formatNumber } from '../ui/locale.ts';
import { certainty } from './duplicate-words.ts';

/** Why two records may be one: where any two start, and what each agreement or difference adds or takes; as words and as steps. */
export function MatchWeights({ pair }: { pair: DuplicatePair }) {
  const { terms, weight, probability } = pair;
  let sum = 0;
  const steps = terms.map((term) => {
    const from = sum;
    sum += term.weight;
    return { ...term, from, to: sum };
  });
  const low = Math.min(0, ...steps.map(({ to }) => to));
  const high = Math.max(0, ...steps.map(({ to }) => to));
  const at = (bits: number) => (high === low ? 0 : (100 * (bits - low)) / (high - low));
  return (
    <div className="grid gap-2 rounded-md bg-sunken px-3.5 py-3 text-md">
      <table className="w-full border-separate border-spacing-y-1 text-left">
        <caption className="sr-only">Where any two records start, and what each agreement or difference adds or takes</caption>
        <tbody>
          {steps.map(({ field, text, weight: bits, from, to }) => (
            <tr key={`${field} ${text}`} className={field === 'prior' ? 'text-quiet' : ''}>
              <td
                className={`w-px pr-3 text-right align-baseline whitespace-nowrap tabular-nums ${field === 'prior' ? '' : 'font-medium'}`}
              >
                {field === 'prior' ? `starts at ${signed(bits)}` : signed(bits)}
              </td>
              <td className="align-baseline">{text}</td>
              <td className="w-[30%] align-middle max-sm:hidden">
                <Step from={at(from)} to={at(to)} zero={at(0)} isAgainst={bits < 0} />
              </td>
            </tr>
          ))}
          <tr>
            <td className="border-t border-line pt-1 pr-3 text-right font-medium whitespace-nowrap tabular-nums">{signed(weight)}</td>
            <td className="border-t border-line pt-1">together: {certainty(probability)} likely one and the same</td>
            <td className="border-t border-line max-sm:hidden" />
          </tr>
        </tbody>
      </table>
      <p className="border-t border-line pt-2 text-sm text-quiet">
        Each point up doubles the odds that they are one; each point down halves them.
      </p>
    </div>
  );
}

function signed(bits: number): string {
  const shown = formatNumber(Math.abs(bits), 1);
  if (Math.abs(bits) < 0.05) return '0';
  return `${bits < 0 ? '−' : '+'}${shown}`;
}

/** Decoration; the words stand beside it. What speaks against is hollow. */
function Step({ from, to, zero, isAgainst }: { from: number; to: number; zero: number; isAgainst: boolean }) {
  const left = Math.min(from, to);
  return (
    <svg aria-hidden="true" width="100%" height={12} viewBox="0 0 100 12" preserveAspectRatio="none">
      <line
        x1={zero}
        x2={zero}
        y1={0}
        y2={12}
        className="stroke-edge"
        strokeWidth={1}
        strokeDasharray="2 2"
        vectorEffect="non-scaling-stroke"
      />
      <rect
        x={left}
        y={3}
        width={Math.max(0.8, Math.abs(to - from))}
        height={6}
        className={isAgainst ? 'fill-transparent stroke-warning' : 'fill-accent stroke-accent'}
        strokeWidth={1}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
