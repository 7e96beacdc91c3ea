import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Progress } from '../ui/progress.tsx';
import type { UploadProgress } from './upload.ts';

/** How far files that are being sent have come, and the way to stop it. */
export function Sending({ progress, stop, children }: { progress: UploadProgress; stop: () => void; children?: ReactNode }) {
  return (
    <section aria-label="Sending" className="grid gap-3 rounded-lg border border-line px-5 py-6">
      {children}
      <Progress
        label="Sending"
        done={Math.round(progress.sentBytes / 1024)}
        total={Math.round(progress.totalBytes / 1024)}
        secondsLeft={progress.secondsLeft}
      />
      <div>
        <Button size="small" onClick={stop}>
          Stop
        </Button>
      </div>
    </section>
  );
}
