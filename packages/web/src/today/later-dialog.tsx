import { dayMs } from '@windshield/core';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Input } from '../ui/input.tsx';
import { calendarDay, formatDay } from '../ui/locale.ts';
import { laterDays } from './later-days.ts';

/** When a line should come back: four days worth offering, or any other. */
export function LaterDialog({ title, onClose, onChoose }: { title: string; onClose: () => void; onChoose: (day: string) => void }) {
  const now = new Date();
  const [own, setOwn] = useState('');
  return (
    <Dialog open onClose={onClose} title="When should it come back?" description={title}>
      <div className="grid gap-1.5">
        {laterDays(now).map(({ label, day }) => (
          <Button key={day} className="justify-between" onClick={() => onChoose(day)}>
            <span>{label}</span>
            <span className="font-normal text-quiet">{formatDay(day)}</span>
          </Button>
        ))}
        <form
          className="mt-2 flex gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (own) onChoose(own);
          }}
        >
          <Input
            type="date"
            aria-label="Another day"
            min={calendarDay(new Date(now.getTime() + dayMs))}
            value={own}
            onChange={(event) => setOwn(event.target.value)}
          />
          <Button type="submit" disabled={!own}>
            On this day
          </Button>
        </form>
      </div>
    </Dialog>
  );
}
