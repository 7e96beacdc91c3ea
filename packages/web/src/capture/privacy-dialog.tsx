import type { CaptureSource } from '@windshield/contract';
import { type FormEvent, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { changeSource } from './change-source.ts';
import { PrivacyChoice } from './privacy-choice.tsx';

/** Changes what colleagues see of a source, for all that it has brought so far and will bring. */
export function PrivacyDialog({ source, onClose }: { source: CaptureSource; onClose: () => void }) {
  const [privacy, setPrivacy] = useState({ level: source.level, keepsText: source.keepsText });
  const forgets = source.keepsText && !privacy.keepsText;
  const save = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    void changeSource(source, privacy, 'Saved. It holds for what is here already, too.');
  };
  return (
    <Dialog open onClose={onClose} title="What colleagues see" description={`Of ${source.name}, of all that it brought and will bring.`}>
      <form onSubmit={save} className="grid gap-4">
        <PrivacyChoice value={privacy} onChange={setPrivacy} />
        {forgets && <p className="rounded-md bg-warning-soft px-3 py-2 text-md text-warning">The texts that are kept now are deleted.</p>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Leave as it was</Button>
          <Button type="submit" look="primary">
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
