import type { Finding } from '@windshield/contract';
import { useEffect, useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { formatPercent } from '../ui/locale.ts';
import { Money } from '../ui/money.tsx';
import type { Chosen } from './answer-question.ts';
import { capitalised } from './answer-words.ts';
import { TypedAnswer } from './typed-answer.tsx';

interface QuestionCardProps {
  finding: Finding;
  /** Which answer is being typed. */
  typing: string | undefined;
  onTyping: (key: string | undefined) => void;
  onAnswer: (chosen: Chosen) => void;
  onSkip: () => void;
  onOpen: () => void;
  /** How many others are asked alike, where one answer can be right for all. */
  alike: number;
  onAlike: () => void;
}

const kinds: Record<Finding['record']['kind'], string> = {
  accounts: 'the account',
  contacts: 'the person',
  leads: 'the lead',
  deals: 'the deal',
};

/** One question: what is asked, why, what is at stake, and the answers, each a key. */
export function QuestionCard({ finding, typing, onTyping, onAnswer, onSkip, onOpen, alike, onAlike }: QuestionCardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The next question is read out, and no key is left with a button of the one before.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const { question, why, record, atStake, chance, answers } = finding;
  return (
    <article className="grid animate-slide grid-cols-1 gap-4 rounded-lg border border-line bg-surface p-5 sm:p-6">
      <header className="grid gap-1.5">
        <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold wrap-anywhere outline-none">
          {question}
        </h2>
        <p className="text-md text-quiet">{capitalised(why)}.</p>
      </header>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-quiet">
        {atStake && (
          <span>
            At stake: <Money {...atStake} />
          </span>
        )}
        {chance !== null && <span>{formatPercent(chance)} likely to be out of date</span>}
        <span>{record.owner ? `Looked after by ${record.owner.name}` : 'Nobody looks after it'}</span>
      </p>
      <ol aria-label="Answers" className="grid gap-2">
        {answers.map((answer, index) => (
          <li key={answer.key}>
            {typing === answer.key ? (
              <div className="rounded-md border border-accent p-3">
                <TypedAnswer
                  finding={finding}
                  answerKey={answer.key}
                  label={answer.text}
                  onAnswer={(value, text) => onAnswer({ key: answer.key, value, text: `${answer.text}: ${text}` })}
                  onCancel={() => {
                    onTyping(undefined);
                    heading.current?.focus({ preventScroll: true });
                  }}
                />
              </div>
            ) : (
              <button
                type="button"
                aria-keyshortcuts={answer.key === 'keep' ? `${index + 1} k` : String(index + 1)}
                onClick={() => (answer.needsValue ? onTyping(answer.key) : onAnswer({ key: answer.key, text: answer.text }))}
                className="flex min-h-11 w-full items-center gap-3 rounded-md border border-line bg-surface px-3 py-2 text-left text-md hover:border-edge hover:bg-hover"
              >
                <Kbd keys={String(index + 1)} />
                <span className="min-w-0 flex-1 wrap-anywhere">
                  {answer.text}
                  {answer.needsValue && '…'}
                </span>
                {answer.key === 'keep' && <Kbd keys="k" />}
              </button>
            )}
          </li>
        ))}
      </ol>
      <footer className="flex flex-wrap items-center gap-1 border-t border-line pt-3">
        <Button look="bare" size="small" hint="o" onClick={onOpen}>
          Open {kinds[record.kind]}
        </Button>
        <Button look="bare" size="small" hint="j" onClick={onSkip}>
          Skip
        </Button>
        {alike > 1 && (
          <Button look="bare" size="small" hint="b" onClick={onAlike}>
            <Icon name="check" size={14} />
            The same answer for all {alike}
          </Button>
        )}
      </footer>
    </article>
  );
}
