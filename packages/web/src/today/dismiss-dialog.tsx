import type { TodayItem } from '@windshield/contract';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Input } from '../ui/input.tsx';
import type { Choice } from './decisions.ts';

interface DismissDialogProps {
  item: TodayItem;
  onClose: () => void;
  onChoose: (chosen: Extract<Choice, { choice: 'dismissed' }>) => void;
}

/** Advice may be wrong. A reason teaches; one tap on a ready one, or one's own words, which alone are enough. */
export function DismissDialog({ item, onClose, onChoose }: DismissDialogProps) {
  const [own, setOwn] = useState('');
  const reason = own.trim();
  return (
    <Dialog
      open
      onClose={onClose}
      title="Why not now?"
      description={`${item.title}. The answer teaches what to show you; it comes back only if the facts change.`}
    >
      <div className="grid gap-1.5">
        {item.dismissReasons.map(({ key, text }) => (
          <Button
            key={key}
            className="justify-start"
            onClick={() => onChoose({ choice: 'dismissed', reasonKey: key, ...(reason && { reason }) })}
          >
            {text}
          </Button>
        ))}
        <form
          className="mt-2 flex gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (reason) onChoose({ choice: 'dismissed', reason });
          }}
        >
          <Input
            aria-label="In your own words"
            placeholder="In your own words"
            maxLength={1000}
            value={own}
            onChange={(event) => setOwn(event.target.value)}
          />
          <Button type="submit" disabled={!reason}>
            Set aside
          </Button>
        </form>
      </div>
    </Dialog>
  );
}
