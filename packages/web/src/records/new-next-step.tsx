import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/input.tsx';

interface NewNextStepProps {
  onAdd: (step: { what: string; promisedBy: 'us' | 'them'; dueOn: string | null }) => Promise<boolean>;
  /** Nothing is promised yet: the line says what belongs here. */
  isFirst: boolean;
}

/** One line: what, who promised it, until when. Only the first is needed. */
export function NewNextStep({ onAdd, isFirst }: NewNextStepProps) {
  const [what, setWhat] = useState('');
  const [promisedBy, setPromisedBy] = useState<'us' | 'them'>('us');
  const [dueOn, setDueOn] = useState('');
  const add = async () => {
    if (!what.trim()) return;
    if (!(await onAdd({ what: what.trim(), promisedBy, dueOn: dueOn || null }))) return;
    setWhat('');
    setDueOn('');
  };
  return (
    <form
      className="mt-2 grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Input
        aria-label="New next step"
        placeholder={isFirst ? 'What happens next? “Send Per the security answers”' : 'Add a next step'}
        value={what}
        maxLength={1000}
        onChange={(event) => setWhat(event.target.value)}
      />
      {what !== '' && (
        <div className="flex flex-wrap items-center gap-2">
          <div role="radiogroup" aria-label="Whose promise" className="flex rounded-md border border-edge p-0.5 text-sm">
            {(['us', 'them'] as const).map((who) => (
              <label
                key={who}
                className="flex h-7 items-center rounded-sm px-2.5 has-checked:bg-accent-soft has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name="promisedBy"
                  className="sr-only"
                  checked={promisedBy === who}
                  onChange={() => setPromisedBy(who)}
                />
                {who === 'us' ? 'We promised' : 'They promised'}
              </label>
            ))}
          </div>
          <Input type="date" aria-label="Due on" value={dueOn} onChange={(event) => setDueOn(event.target.value)} className="max-w-40" />
          <Button type="submit" size="small">
            Add
          </Button>
        </div>
      )}
    </form>
  );
}
