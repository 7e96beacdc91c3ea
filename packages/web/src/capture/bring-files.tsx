import { Link, useNavigate } from '@tanstack/react-router';
import type { CaptureSource } from '@windshield/contract';
import { useCallback, useState } from 'react';
import { leaveFiles } from '../app/dropped-files.ts';
import { messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { DropZone, type NamedFile, Sending, type UploadProgress, uploadFiles } from '../imports/index.ts';
import { linkLook } from '../records/link-look.ts';
import { say } from '../ui/toasts.ts';

/** Contacts and call logs are tables of records: they come in where plans are shown before anything is written. */
const isForImports = ({ path }: NamedFile) => /\.(vcf|csv|tsv|json)$/i.test(path);

/** Mail and calendars that lie in files. */
export function BringFiles() {
  const navigate = useNavigate();
  const [upload, setUpload] = useState<{ progress: UploadProgress; stop: () => void }>();
  const send = useCallback(
    async (files: NamedFile[]) => {
      if (files.every(isForImports)) {
        leaveFiles(files);
        void navigate({ to: '/imports' });
        return;
      }
      const { done, stop } = uploadFiles<CaptureSource>(
        files.filter((file) => !isForImports(file)),
        (progress) => setUpload((before) => before && { ...before, progress }),
        '/api/v1/capture/files',
      );
      setUpload({ progress: { sentBytes: 0, totalBytes: 0, secondsLeft: null }, stop });
      try {
        const made = await done;
        await queryClient.invalidateQueries({ queryKey: ['capture'] });
        say(
          files.some(isForImports)
            ? `${made.name} is being read. Contacts and tables among the files were left aside: bring them through Imports.`
            : `${made.name} is being read.`,
        );
        void navigate({ to: '/settings', search: { tab: 'capture' } });
      } catch (failure) {
        say(`The files were not taken: ${messageOf(failure)}`, { problem: true });
      }
      setUpload(undefined);
    },
    [navigate],
  );
  if (upload) return <Sending {...upload} />;
  return (
    <div className="grid grid-cols-1 gap-4">
      <DropZone
        onFiles={send}
        title="Drop mail or calendar files anywhere on this page"
        text="Mailboxes (mbox), single messages (.eml), calendars (.ics), or a ZIP of these. Colleagues see that it happened, no text is kept; how much they see can be changed afterwards."
        accept=".mbox,.mbx,.eml,.ics,.ical,.zip,.gz,.txt"
      />
      <p className="text-md text-quiet">
        vCard files (.vcf) and call logs (CSV) come in through{' '}
        <Link to="/imports" className={linkLook}>
          Imports
        </Link>
        : there you see what will happen before anything is written.
      </p>
    </div>
  );
}
