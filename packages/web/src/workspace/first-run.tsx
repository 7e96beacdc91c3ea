import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { answer, api } from '../api.ts';
import { leaveFiles } from '../app/dropped-files.ts';
import { messageOf } from '../app/optimistic.ts';
import { DropZone, type NamedFile } from '../imports/index.ts';
import { Button } from '../ui/button.tsx';
import { Progress } from '../ui/progress.tsx';
import { say } from '../ui/toasts.ts';

/** A workspace without data: bring your own, or look around in a made-up company. */
export function FirstRun({ workspaceName }: { workspaceName: string }) {
  const navigate = useNavigate();
  const [sampleImportId, setSampleImportId] = useState<string>();
  const [isStarting, setStarting] = useState(false);

  const bring = useCallback(
    (files: NamedFile[]) => {
      leaveFiles(files);
      void navigate({ to: '/imports' });
    },
    [navigate],
  );
  const onFailed = useCallback((why: string) => {
    say(`The sample company could not be made: ${why}`, { problem: true });
    setSampleImportId(undefined);
    setStarting(false);
  }, []);
  const lookAround = async () => {
    setStarting(true);
    try {
      setSampleImportId((await answer(api.workspace.workspace.sample.$post())).importId);
    } catch (error) {
      say(messageOf(error), { problem: true });
      setStarting(false);
    }
  };

  return (
    <main id="main" tabIndex={-1} className="flex-1 px-4 pt-8 pb-28 outline-none sm:px-8 sm:pt-[10vh]">
      <div className="mx-auto grid max-w-2xl gap-4">
        <header className="mb-2">
          <h1 className="text-2xl font-semibold">{workspaceName} is ready</h1>
          <p className="text-quiet">Bring your past, and Today says who comes next and why.</p>
        </header>
        <DropZone onFiles={bring} />
        <section aria-labelledby="sample" className="grid gap-3 rounded-lg border border-line p-6">
          <h2 id="sample" className="text-lg font-semibold">
            Look around with the sample company
          </h2>
          <p className="text-md text-quiet">A made-up company with deals, people, mail and meetings. Undo removes it again.</p>
          {sampleImportId ? (
            <SampleProgress importId={sampleImportId} onFailed={onFailed} />
          ) : (
            <Button className="justify-self-start" disabled={isStarting} onClick={lookAround}>
              {isStarting ? 'Starting…' : 'Look around'}
            </Button>
          )}
        </section>
      </div>
    </main>
  );
}

function SampleProgress({ importId, onFailed }: { importId: string; onFailed: (why: string) => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { data } = useQuery({
    queryKey: ['import', importId],
    queryFn: () => answer(api.imports.imports[':id'].$get({ param: { id: importId } })),
    refetchInterval: 600,
  });
  const status = data?.status;
  const error = data?.error;
  useEffect(() => {
    if (status === 'failed') onFailed(error ?? 'the server did not say why.');
    if (status !== 'done') return;
    queryClient.removeQueries();
    void navigate({ to: '/who' });
  }, [status, error, onFailed, queryClient, navigate]);
  return (
    <Progress
      label="Making the sample company"
      done={data?.rowsDone ?? 0}
      total={data?.rowsTotal ?? 0}
      secondsLeft={data?.secondsLeft ?? null}
    />
  );
}
