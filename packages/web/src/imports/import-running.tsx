import type { Import } from '@windshield/contract';
import { Button } from '../ui/button.tsx';
import { Progress } from '../ui/progress.tsx';
import { pauseImport, startImport } from './import-steps.ts';
import { countsSentence } from './import-words.ts';

const titles = { running: 'Importing', paused: 'Paused', undoing: 'Taking it back' } as const;

/** How far it is and how long still. It goes on in the background, whatever page is shown. */
export function ImportRunning({ import: one }: { import: Import }) {
  const status = one.status as keyof typeof titles;
  return (
    <section aria-label={titles[status]} className="grid gap-4">
      <h2 className="text-lg font-semibold">{titles[status]}</h2>
      <Progress
        label={titles[status]}
        done={one.rowsDone}
        total={one.rowsTotal}
        secondsLeft={status === 'paused' ? null : one.secondsLeft}
      />
      {status !== 'undoing' && <p className="text-md text-quiet">So far {countsSentence(one.totals)}.</p>}
      <p className="text-md text-quiet">
        {status === 'paused'
          ? 'What is in stays in. It goes on exactly where it stopped.'
          : 'You can leave this page; it goes on by itself, also after a restart.'}
      </p>
      <div className="flex gap-2">
        {status === 'running' && <Button onClick={() => void pauseImport(one.id)}>Pause</Button>}
        {status === 'paused' && (
          <Button look="primary" onClick={() => void startImport(one.id)}>
            Go on
          </Button>
        )}
      </div>
    </section>
  );
}
