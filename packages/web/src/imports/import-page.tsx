import { Link, useParams } from '@tanstack/react-router';
import type { Import } from '@windshield/contract';
import type { ReactNode } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Progress } from '../ui/progress.tsx';
import { Room } from '../ui/room.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ImportDone } from './import-done.tsx';
import { ImportPlan } from './import-plan.tsx';
import { ImportRunning } from './import-running.tsx';
import { useImport } from './imports-query.ts';

/** One import from being looked at to being done or taken back; it goes on when the page is left. */
export function ImportPage() {
  const { id } = useParams({ from: '/inside/imports/$id' });
  const { data, error, refetch } = useImport(id);
  return (
    <Room
      title={data?.name ?? 'Import'}
      intro={
        <Link to="/imports" className="hover:text-ink hover:underline">
          Imports
        </Link>
      }
    >
      <div className="max-w-5xl">
        {data ? (
          stageOf(data)
        ) : error ? (
          <EmptyState title="This import could not be loaded" action={<Button onClick={() => void refetch()}>Try again</Button>}>
            {messageOf(error)}
          </EmptyState>
        ) : (
          <Skeleton lines={[60, 90, 80]} label="Loading the import" />
        )}
      </div>
    </Room>
  );
}

function stageOf(one: Import): ReactNode {
  switch (one.status) {
    case 'inspecting':
      return <Progress label="Looking at the files" done={0} total={0} secondsLeft={null} />;
    case 'ready':
      return <ImportPlan import={one} />;
    case 'running':
    case 'paused':
    case 'undoing':
      return <ImportRunning import={one} />;
    case 'done':
    case 'failed':
    case 'undone':
      return <ImportDone import={one} />;
  }
}
