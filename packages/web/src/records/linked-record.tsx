import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { RecordPicker } from './record-picker.tsx';

interface LinkedRecordProps {
  kind: 'account' | 'contact';
  label: string;
  value: { id: string; name: string } | null;
  onSave: (record: { id: string; name: string }) => void;
  unknown?: string;
}

/** A fact that is another record: a link to it, and a way to name a different one. */
export function LinkedRecord({ kind, label, value, onSave, unknown = 'not known' }: LinkedRecordProps) {
  const [picking, setPicking] = useState(false);
  if (picking)
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: only listens for Esc from the control inside
      <div
        className="flex items-center gap-1"
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          event.preventDefault();
          setPicking(false);
        }}
      >
        <div className="min-w-0 flex-1">
          <RecordPicker
            startsFocused
            kind={kind}
            label={label}
            value={value ?? undefined}
            onPick={(record) => {
              setPicking(false);
              if (record.id !== value?.id) onSave(record);
            }}
          />
        </div>
        <Button look="bare" size="small" onClick={() => setPicking(false)}>
          Cancel
        </Button>
      </div>
    );
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      {value ? (
        <Link
          to={kind === 'account' ? '/accounts/$id' : '/people/$id'}
          params={{ id: value.id }}
          className="min-w-0 truncate text-accent hover:underline"
        >
          {value.name}
        </Link>
      ) : (
        <span className="text-quiet">{unknown}</span>
      )}
      <button type="button" onClick={() => setPicking(true)} className="rounded-sm px-1 text-sm text-quiet hover:text-ink">
        {value ? 'change' : 'add'}
        <span className="sr-only"> {label}</span>
      </button>
    </span>
  );
}
