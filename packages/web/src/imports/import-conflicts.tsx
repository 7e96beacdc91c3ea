import type { Import } from '@windshield/contract';

/** After undo: what somebody changed since, and therefore stays. */
export function ImportConflicts({ import: one }: { import: Import }) {
  if (one.conflicts.length === 0) return null;
  return (
    <section aria-label="What stays">
      <h2 className="text-md font-semibold">What stays, because somebody changed it since</h2>
      <ul className="mt-2 grid gap-2 text-md">
        {one.conflicts.map((conflict) => (
          <li key={`${conflict.recordId} ${conflict.field}`} className="border-l-2 border-line pl-3">
            <span className="font-medium">{conflict.name ?? 'A record without a name'}</span>
            <span className="text-quiet"> · {conflictSentence(conflict)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function conflictSentence({ field, importWrote, nowIs, wouldBe }: Import['conflicts'][number]): string {
  if (!field || field === 'deletedAt') return 'it would have gone, but somebody worked on it, so it stays.';
  return `${field}: the import wrote ${inWords(importWrote)}, it is now ${inWords(nowIs)} and stays; undone it would be ${inWords(wouldBe)}.`;
}

function inWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  return `“${typeof value === 'object' ? JSON.stringify(value) : String(value)}”`;
}
