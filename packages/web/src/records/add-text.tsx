import type { QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/input.tsx';
import { say } from '../ui/toasts.ts';

interface AddTextProps {
  label: string;
  placeholder: string;
  /** What is said when it is saved. */
  done: string;
  stale: QueryKey[];
  /** Saves and returns the way back. What was typed stays in the box until it is saved. */
  save: (text: string) => Promise<() => Promise<unknown>>;
}

/** A box that grows as one writes; Ctrl or Cmd with Enter saves. */
export function AddText({ label, placeholder, done, stale, save }: AddTextProps) {
  const [text, setText] = useState('');
  const [saving, setSaving] = useState(false);
  const refresh = () => Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  const submit = async () => {
    if (!text.trim() || saving) return;
    setSaving(true);
    try {
      const takeBack = await save(text.trim());
      setText('');
      say(done, {
        undo: async () => {
          await takeBack();
          await refresh();
        },
      });
      await refresh();
    } catch (error) {
      say(`Not saved: ${messageOf(error)} What you wrote is still here.`, { problem: true });
    }
    setSaving(false);
  };
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextArea
        aria-label={label}
        placeholder={placeholder}
        rows={1}
        value={text}
        className="min-h-9!"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
          event.preventDefault();
          void submit();
        }}
      />
      {text !== '' && (
        <div className="flex justify-end">
          <Button type="submit" size="small" disabled={saving} hint="mod+enter">
            Save
          </Button>
        </div>
      )}
    </form>
  );
}
