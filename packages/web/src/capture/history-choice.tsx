import { Field } from '../ui/field.tsx';
import { calendarDay } from '../ui/locale.ts';
import { Select } from '../ui/select.tsx';

const choices = [
  { value: 'all', label: 'All of it' },
  { value: '24', label: 'The last two years' },
  { value: '12', label: 'The last year' },
  { value: '3', label: 'The last three months' },
  { value: '0', label: 'Only what comes from today on' },
];
export type History = 'all' | '24' | '12' | '3' | '0';

/** How far back history is read. */
export function HistoryChoice({
  value,
  onChange,
  problem,
}: {
  value: History;
  onChange: (value: History) => void;
  problem: string | undefined;
}) {
  return (
    <Field label="History to read" problem={problem}>
      {(control) => (
        <Select {...control} className="sm:max-w-80" choices={choices} value={value} onChange={(chosen) => onChange(chosen as History)} />
      )}
    </Field>
  );
}

/** The day from which history is read, as the server takes it; nothing for all of it. */
export function sinceOf(history: History, now = new Date()): { since?: string } {
  if (history === 'all') return {};
  return { since: calendarDay(new Date(now.getFullYear(), now.getMonth() - Number(history), now.getDate())) };
}
