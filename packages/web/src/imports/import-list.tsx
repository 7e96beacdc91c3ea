import { Link, useNavigate } from '@tanstack/react-router';
import type { Import } from '@windshield/contract';
import { Button } from '../ui/button.tsx';
import { RelativeDate } from '../ui/relative-date.tsx';
import { undoImport } from './import-steps.ts';
import { countsSentence, statusWords, systemWords } from './import-words.ts';

type Listed = Omit<Import, 'inspection' | 'conflicts'>;

/** What came in before, newest first. */
export function ImportList({ imports }: { imports: Listed[] }) {
  const navigate = useNavigate();
  const undo = async ({ id, status }: Listed) => {
    await undoImport(id, status);
    await navigate({ to: '/imports/$id', params: { id } });
  };
  return (
    <section aria-label="Earlier imports">
      <h2 className="mb-2 text-md font-semibold">Earlier imports</h2>
      <ul>
        {imports.map((one) => (
          <li key={one.id} className="flex items-center gap-2 border-t border-line">
            <Link
              to="/imports/$id"
              params={{ id: one.id }}
              className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 rounded-sm px-1 py-2.5 text-md hover:bg-hover"
            >
              <span className="min-w-0 truncate">
                <span className="font-medium">{one.name}</span>
                {one.system && <span className="text-quiet"> · {systemWords[one.system] ?? one.system}</span>}
              </span>
              <span className="text-quiet">
                {one.status === 'done' ? countsSentence(one.totals) : statusWords[one.status]} ·{' '}
                <RelativeDate when={one.recordedAt} dense />
              </span>
            </Link>
            {one.status === 'done' && (
              <Button look="bare" size="small" aria-label={`Undo the import of ${one.name}`} onClick={() => void undo(one)}>
                Undo
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
