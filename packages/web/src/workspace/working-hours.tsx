import type { Me } from '@windshield/contract';
import { Input } from '../ui/input.tsx';

type Hours = Me['preferences']['workingHours'];

// 4 January 2021 was a Monday: ISO day 1.
const dayNames = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
  day,
  short: new Intl.DateTimeFormat(undefined, { weekday: 'short' }).format(new Date(2021, 0, 3 + day)),
  long: new Intl.DateTimeFormat(undefined, { weekday: 'long' }).format(new Date(2021, 0, 3 + day)),
}));

export function WorkingHours({ hours, onChange }: { hours: Hours; onChange: (hours: Hours) => void }) {
  const toggle = (day: number) => {
    const days = hours.days.includes(day) ? hours.days.filter((other) => other !== day) : [...hours.days, day].sort();
    onChange({ ...hours, days });
  };
  const time = (label: string, edge: 'from' | 'to') => (
    <Input
      type="time"
      aria-label={label}
      className="w-36"
      defaultValue={hours[edge]}
      key={hours[edge]}
      onBlur={(event) => {
        const value = event.target.value;
        if (value && value !== hours[edge]) onChange({ ...hours, [edge]: value });
      }}
    />
  );
  return (
    <>
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">Working days</legend>
        {dayNames.map(({ day, short, long }) => (
          <label
            key={day}
            className="cursor-pointer rounded-md border border-line px-2.5 py-1 text-sm text-quiet has-checked:border-accent has-checked:bg-accent-soft has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input type="checkbox" aria-label={long} checked={hours.days.includes(day)} onChange={() => toggle(day)} className="sr-only" />
            {short}
          </label>
        ))}
      </fieldset>
      <div className="flex items-center gap-2 text-md text-quiet">
        {time('Working hours start', 'from')} to {time('Working hours end', 'to')}
      </div>
    </>
  );
}
