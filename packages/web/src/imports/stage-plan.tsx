import { formatNumber } from '../ui/locale.ts';
import { Select } from '../ui/select.tsx';
import { changePlan } from './import-steps.ts';
import type { FilePlan } from './import-words.ts';

const statuses = [
  { value: 'open', label: 'Open' },
  { value: 'won', label: 'Won' },
  { value: 'lost', label: 'Lost' },
];

/** What each of their stages means: still open, won, or lost. */
export function StagePlan({ importId, file }: { importId: string; file: FilePlan }) {
  return (
    <section aria-label={`Stages of ${file.path}`}>
      <h4 className="mb-2 text-md font-medium">What their stages mean</h4>
      <ul className="grid gap-1.5">
        {file.stages.map((stage) => (
          <li key={stage.name} className="grid items-center gap-x-3 gap-y-1 text-md sm:grid-cols-[minmax(0,1fr)_8rem_minmax(0,1.4fr)]">
            <span className="min-w-0 break-words">
              {stage.name} <span className="text-sm text-quiet">{formatNumber(stage.rows)}</span>
            </span>
            <Select
              label={`What “${stage.name}” means`}
              choices={statuses}
              value={stage.status}
              onChange={(status) =>
                void changePlan(importId, {
                  files: [{ path: file.path, stages: [{ name: stage.name, status: status as 'open' | 'won' | 'lost' }] }],
                })
              }
            />
            <span className="text-sm text-quiet">{stage.why}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
