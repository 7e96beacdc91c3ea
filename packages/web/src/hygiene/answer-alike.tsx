import { useInfiniteQuery } from '@tanstack/react-query';
import type { Finding } from '@windshield/contract';
import { useEffect, useState } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatNumber } from '../ui/locale.ts';
import { Money } from '../ui/money.tsx';
import { Progress } from '../ui/progress.tsx';
import { answerAlike } from './answer-question.ts';
import { alikeQuery, type FindingFilter } from './hygiene-query.ts';

interface AnswerAlikeProps {
  filter: FindingFilter & { key: string };
  /** "closed deals with open next steps" */
  text: string;
  onClose: () => void;
}

const previewed = 6;

/** The same answer to all questions of a kind: choose it, see what would change, do it; undone as a whole. */
export function AnswerAlike({ filter, text, onClose }: AnswerAlikeProps) {
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(alikeQuery(filter));
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  const read = data?.pages.flatMap(({ items }) => items) ?? [];
  const total = data?.pages[0]?.total ?? 0;
  const findings = data && !hasNextPage ? read : undefined;
  const [answered, setAnswered] = useState<number>();
  const [chosen, setChosen] = useState<string>();
  const choices = findings ? choicesOf(findings) : [];
  const key = chosen ?? choices[0]?.key;
  const choice = choices.find((one) => one.key === key);
  const save = async () => {
    if (!choice) return;
    setAnswered(0);
    await answerAlike(
      filter.key,
      { key: choice.key, text: choice.text },
      choice.findings.map(({ id }) => id),
      setAnswered,
    );
    onClose();
  };
  return (
    <Dialog open onClose={onClose} title="The same answer for all" description={`For ${text}. It can be taken back as a whole.`}>
      {error ? (
        <p className="text-md text-danger">{messageOf(error)}</p>
      ) : !findings ? (
        <Progress label="Reading who this is about" done={read.length} total={total} secondsLeft={null} />
      ) : answered !== undefined && choice ? (
        <Progress label="Answering" done={answered} total={choice.findings.length} secondsLeft={null} />
      ) : !choice ? (
        <p className="text-md text-quiet">These need an answer each.</p>
      ) : (
        <div className="grid gap-4">
          <fieldset className="grid gap-1.5">
            <legend className="mb-1.5 text-md font-medium">Which answer?</legend>
            {choices.map((one) => (
              <label key={one.key} className="flex min-h-9 items-center gap-2.5 rounded-md px-1 text-md hover:bg-hover">
                <input
                  type="radio"
                  name="alike"
                  checked={one.key === key}
                  onChange={() => setChosen(one.key)}
                  className="size-4 accent-(--color-accent)"
                />
                <span className="flex-1">{one.text}</span>
                <span className="text-sm text-quiet">for {formatNumber(one.findings.length)}</span>
              </label>
            ))}
          </fieldset>
          <section aria-label="What would change" className="grid gap-1.5">
            <h3 className="text-md font-medium">What would change</h3>
            <ul className="grid gap-1 rounded-md bg-sunken px-3 py-2 text-md">
              {choice.findings.slice(0, previewed).map((finding) => (
                <li key={finding.id} className="flex flex-wrap justify-between gap-x-3">
                  <span className="min-w-0 wrap-anywhere">
                    {finding.record.name}{' '}
                    <span className="text-quiet">· {finding.answers.find((one) => one.key === choice.key)?.text}</span>
                  </span>
                  {finding.atStake && (
                    <span className="text-sm text-quiet">
                      <Money {...finding.atStake} />
                    </span>
                  )}
                </li>
              ))}
              {choice.findings.length > previewed && (
                <li className="text-sm text-quiet">and {formatNumber(choice.findings.length - previewed)} more</li>
              )}
            </ul>
          </section>
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" onClick={() => void save()}>
              Answer {choice.findings.length === 1 ? 'it' : `all ${formatNumber(choice.findings.length)}`}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

/** Answers that need nothing typed, with whom each is open to. What is proposed may differ by record: "Give to Ana", "Give to Per". */
function choicesOf(findings: Finding[]): { key: string; text: string; findings: Finding[] }[] {
  const keys = [...new Set(findings.flatMap(({ answers }) => answers.filter(({ needsValue }) => !needsValue).map(({ key }) => key)))];
  return keys.map((key) => {
    const open = findings.filter(({ answers }) => answers.some((answer) => answer.key === key));
    const texts = new Set(open.map(({ answers }) => answers.find((answer) => answer.key === key)?.text ?? key));
    const [first = key] = texts;
    return { key, text: texts.size === 1 ? first : 'What is proposed for each', findings: open };
  });
}
