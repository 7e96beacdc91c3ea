import type { Import } from '@windshield/contract';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { formatNumber } from '../ui/locale.ts';

type Finding = NonNullable<Import['inspection']>['findings'][number];
const shownAtOnce = 8;

/** What was noticed: links made in spite of spelling, and what a person should look at. Nothing is changed silently. */
export function Findings({ findings }: { findings: Finding[] }) {
  const [all, setAll] = useState(false);
  if (findings.length === 0) return null;
  const shown = all ? findings : findings.slice(0, shownAtOnce);
  return (
    <section aria-label="What was noticed">
      <h2 className="mb-2 text-md font-semibold">
        What was noticed <span className="ml-1 font-normal text-quiet">{formatNumber(findings.length)}</span>
      </h2>
      <ul className="grid gap-1.5 text-md">
        {shown.map((finding) => (
          <li key={`${finding.path} ${finding.column} ${finding.value} ${finding.message}`} className="border-l-2 border-line pl-3">
            {finding.message}
            <span className="text-sm text-quiet">
              {' · '}
              {finding.path}
              {finding.column && `, ${finding.column}`}
              {finding.rows > 0 && `, ${formatNumber(finding.rows)} ${finding.rows === 1 ? 'row' : 'rows'}`}
            </span>
          </li>
        ))}
      </ul>
      {findings.length > shownAtOnce && (
        <Button look="bare" size="small" className="mt-1" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${formatNumber(findings.length)}`}
        </Button>
      )}
    </section>
  );
}
