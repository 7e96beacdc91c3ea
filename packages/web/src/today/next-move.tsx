import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Input, TextArea } from '../ui/input.tsx';
import { calendarDay } from '../ui/locale.ts';
import { laterDays } from './later-days.ts';
import { Section } from './section.tsx';

/** One suggestion, as a draft of intent that is the person's own as soon as they touch it. */
export function NextMove({ suggestion, onPromise }: { suggestion: string; onPromise: (what: string, dueOn: string) => void }) {
  const [what, setWhat] = useState(suggestion);
  const [dueOn, setDueOn] = useState(laterDays(new Date())[0]?.day ?? calendarDay(new Date()));
  return (
    <Section title="A next move you could make">
      <form
        className="grid grid-cols-1 gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (what.trim()) onPromise(what.trim(), dueOn);
        }}
      >
        <TextArea
          aria-label="Your next move, in your words"
          value={what}
          maxLength={1000}
          onChange={(event) => setWhat(event.target.value)}
        />
        <div className="flex flex-wrap gap-2">
          <Input
            type="date"
            aria-label="By when"
            required
            value={dueOn}
            onChange={(event) => setDueOn(event.target.value)}
            className="max-w-40"
          />
          <Button type="submit" look="primary" disabled={!what.trim()}>
            Make it my next step
          </Button>
        </div>
      </form>
    </Section>
  );
}
