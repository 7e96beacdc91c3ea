import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { takeFiles } from '../app/dropped-files.ts';
import { messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { formatNumber } from '../ui/locale.ts';
import { Room } from '../ui/room.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { say } from '../ui/toasts.ts';
import { DropZone } from './drop-zone.tsx';
import type { NamedFile } from './dropped-entries.ts';
import { ImportList } from './import-list.tsx';
import { importQuery, importsQuery } from './imports-query.ts';
import { Sending } from './sending.tsx';
import { type UploadProgress, uploadFiles } from './upload.ts';

/** Where data comes in: drop files, and see what came in before. */
export function ImportsRoom() {
  const navigate = useNavigate();
  const { data: imports, isPending, error } = useQuery(importsQuery);
  const [upload, setUpload] = useState<{ progress: UploadProgress; stop: () => void; files: number }>();
  const send = useCallback(
    async (files: NamedFile[]) => {
      const none = { sentBytes: 0, totalBytes: 0, secondsLeft: null };
      const { done, stop } = uploadFiles(files, (progress) => setUpload((before) => before && { ...before, progress }));
      setUpload({ progress: none, stop, files: files.length });
      try {
        const made = await done;
        queryClient.setQueryData(importQuery(made.id).queryKey, made);
        void queryClient.invalidateQueries({ queryKey: importsQuery.queryKey });
        void navigate({ to: '/imports/$id', params: { id: made.id } });
      } catch (failure) {
        say(`The files were not taken: ${messageOf(failure)}`, { problem: true });
      }
      setUpload(undefined);
    },
    [navigate],
  );
  useEffect(() => {
    const waiting = takeFiles();
    if (waiting.length > 0) void send(waiting);
  }, [send]);

  return (
    <Room title="Imports" intro="Bring a company’s history in. Every import can be taken back.">
      <div className="grid max-w-4xl grid-cols-1 gap-8">
        {upload ? (
          <Sending progress={upload.progress} stop={upload.stop}>
            <p className="text-md font-medium">
              Sending {upload.files === 1 ? 'the file' : `${formatNumber(upload.files)} files`} to be looked at
            </p>
          </Sending>
        ) : (
          <DropZone onFiles={send} />
        )}
        {isPending && <Skeleton lines={[80, 70]} label="Loading imports" />}
        {error && <p className="text-md text-danger">Earlier imports could not be loaded: {messageOf(error)}</p>}
        {imports && imports.length > 0 && <ImportList imports={imports} />}
      </div>
    </Room>
  );
}
