import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Input } from '../ui/input.tsx';
import { answered, type Question } from './questions.ts';

/** One question: why. A usual reason is one press, own words one line, and leaving it says nothing and saves all the same. */
export function WhyDialog({ question }: { question: Extract<Question, { kind: 'why' }> }) {
  const [words, setWords] = useState('');
  const give = (reason: string | undefined) => {
    answered();
    question.onAnswer(reason);
  };
  return (
    <Dialog open onClose={() => give(undefined)} title={question.title} description="Kept with the change. You can leave it open.">
      <div className="grid gap-1.5">
        {question.reasons.map((reason, index) => (
          <button
            key={reason}
            type="button"
            onClick={() => give(reason)}
            onKeyDown={(event) => {
              const by = event.key === 'ArrowDown' ? 'nextElementSibling' : event.key === 'ArrowUp' ? 'previousElementSibling' : undefined;
              if (by) (event.currentTarget[by] as HTMLElement | null)?.focus();
            }}
            // biome-ignore lint/a11y/noAutofocus: the question has just been asked
            autoFocus={index === 0}
            className="rounded-md border border-line px-3 py-2 text-left text-md hover:bg-hover focus-visible:outline-offset-0"
          >
            {reason}
          </button>
        ))}
      </div>
      <form
        className="mt-4 flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          give(words.trim() || undefined);
        }}
      >
        <Input
          aria-label="In your own words"
          placeholder="In your own words"
          maxLength={500}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button type="submit" look={words.trim() ? 'primary' : 'plain'}>
          {words.trim() ? 'Save' : 'Skip'}
        </Button>
      </form>
    </Dialog>
  );
}
