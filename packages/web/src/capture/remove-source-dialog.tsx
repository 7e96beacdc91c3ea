import type { CaptureSource } from '@windshield/contract';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatNumber } from '../ui/locale.ts';
import { removeSource } from './change-source.ts';

/** Disconnects a source: its password goes in any case; what it brought stays or goes, as its owner says. */
export function RemoveSourceDialog({ source, onClose }: { source: CaptureSource; onClose: () => void }) {
  const { interactions } = source.counts;
  const remove = (choice: 'keep' | 'remove') => {
    onClose();
    void removeSource(source, choice);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Disconnect ${source.name}?`}
      description="Its password is deleted, and so is what still waits for a word about its people."
    >
      <div className="grid gap-4 text-md">
        {interactions > 0 && (
          <p>
            It brought {formatNumber(interactions)} {interactions === 1 ? 'conversation' : 'conversations'} into timelines. Shall they stay
            there? If they go, only what no other mailbox or calendar holds goes, and it cannot be undone; contacts and accounts stay.
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button autoFocus onClick={onClose}>
            Leave it connected
          </Button>
          {interactions > 0 && (
            <Button look="danger" onClick={() => remove('remove')}>
              Disconnect and remove it
            </Button>
          )}
          <Button look={interactions > 0 ? 'primary' : 'danger'} onClick={() => remove('keep')}>
            {interactions > 0 ? 'Disconnect and keep it' : 'Disconnect'}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
