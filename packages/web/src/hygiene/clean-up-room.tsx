import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Finding } from '@windshield/contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { useMe } from '../app/session.ts';
import { useShortcuts } from '../app/shortcuts.ts';
import { FilterChip } from '../records/filter-chip.tsx';
import { OwnerChip } from '../records/owner-chip.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatNumber } from '../ui/locale.ts';
import { Room } from '../ui/room.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { AnswerAlike } from './answer-alike.tsx';
import { answerQuestion, type Chosen } from './answer-question.ts';
import { ruleWords } from './answer-words.ts';
import { HygieneNav } from './hygiene-nav.tsx';
import { findingsQuery, trustQuery } from './hygiene-query.ts';
import { KindsList } from './kinds-list.tsx';
import { QuestionCard } from './question-card.tsx';
import { RecordBeside } from './record-beside.tsx';
import { cleanUpRoute, rules } from './route.ts';
import { askSkippedAgain, goOn, skip, useSitting } from './sitting.ts';
import { SittingLine, useSittingSentence } from './sitting-line.tsx';
import { undoLast } from './undo-stack.ts';

const sittingMs = 10 * 60_000;
/** The same question, also when it was asked anew under another id. */
const isSame = (a: Finding, b: Finding) => a.record.id === b.record.id && a.key === b.key && a.question === b.question;

/** A pleasant ten minutes: one question at a time, the most valuable first, each answer a key. */
export function CleanUpRoom() {
  const me = useMe();
  const navigate = useNavigate();
  const search = cleanUpRoute.useSearch();
  const { ownerId = me.user?.id ?? 'everyone', rule, key } = search;
  const filter = { ownerId: ownerId === 'everyone' ? undefined : ownerId, rule, key };
  const queue = useInfiniteQuery(findingsQuery(filter));
  const sitting = useSitting();
  const { data: trust } = useQuery(trustQuery);
  const isLooking = trust?.isScanning === true;
  const wasLooking = useRef(false);
  // Whoever comes first waits until the records were looked at once.
  useEffect(() => {
    if (wasLooking.current && !isLooking) void queryClient.invalidateQueries({ queryKey: ['hygiene', 'findings'] });
    wasLooking.current = isLooking;
  }, [isLooking]);
  const all = useMemo(() => queue.data?.pages.flatMap((page) => page.items) ?? [], [queue.data]);
  const groups = queue.data?.pages[0]?.groups ?? [];
  const waiting = all.filter(({ id }) => !sitting.leaving.has(id));
  const questions = waiting.filter(({ id }) => !sitting.skipped.has(id));
  const total = (queue.data?.pages[0]?.total ?? 0) - (all.length - waiting.length);
  const skippedHere = waiting.length - questions.length;

  const [current, setCurrent] = useState<Finding>();
  const [typing, setTyping] = useState<string>();
  const [isAlike, setIsAlike] = useState(false);
  const [beside, setBeside] = useState<{ kind: string; id: string }>();
  const at = Math.max(
    0,
    questions.findIndex((one) => current && isSame(one, current)),
  );
  const question = questions[at];
  // What is being read stays, also when a more valuable question arrives meanwhile.
  useEffect(() => {
    if (question && (!current || !isSame(question, current))) setCurrent(question);
  }, [question, current]);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = queue;
  useEffect(() => {
    if (at >= questions.length - 5 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [at, questions.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const group = groups.find((one) => one.key === question?.key);
  const isOver = sitting.startedAt !== undefined && !sitting.wentOn && Date.now() - sitting.startedAt >= sittingMs;
  const goTo = (next: Finding | undefined) => {
    setTyping(undefined);
    setCurrent(next);
    setBeside(undefined);
  };
  const take = (chosen: Chosen) => {
    if (!question) return;
    goTo(questions[at + 1] ?? questions[at - 1]);
    void answerQuestion(question, chosen, goTo);
  };
  const pass = () => {
    if (!question) return;
    goTo(questions[at + 1] ?? questions[at - 1]);
    skip(question.id);
  };
  const choose = (answer: Finding['answers'][number] | undefined) => {
    if (!answer) return;
    if (answer.needsValue) setTyping(answer.key);
    else take({ key: answer.key, text: answer.text });
  };
  const isAsked = question !== undefined && !isOver;
  useShortcuts(
    'Clean up',
    [
      ...(question?.answers.slice(0, 9).map((answer, index) => ({
        keys: String(index + 1),
        label: answer.text,
        run: () => choose(answer),
      })) ?? []),
      { keys: 'k', label: 'Keep it as it is', run: () => choose(question?.answers.find((answer) => answer.key === 'keep')) },
      { keys: 'j', label: 'Skip', run: pass },
      { keys: 'o', label: 'Open the record', run: () => question && setBeside(question.record) },
      { keys: 'b', label: 'The same answer for all like it', run: () => group?.canBulk && group.count > 1 && setIsAlike(true) },
    ],
    isAsked,
  );
  useShortcuts('This sitting', [
    { keys: 'u', label: 'Undo the last answer', run: undoLast },
    ...(isOver ? [{ keys: 'enter', label: 'Go on', run: goOn }] : []),
  ]);

  const set = (change: object) => void navigate({ to: '/clean-up', search: { ...search, ...change }, replace: true });
  return (
    <Room
      title="Clean up"
      intro={
        question
          ? `${formatNumber(Math.max(total, questions.length))} ${total === 1 ? 'question is' : 'questions are'} open. Those with the most at stake come first.`
          : undefined
      }
      actions={<HygieneNav />}
      beside={beside && <RecordBeside {...beside} onClose={() => setBeside(undefined)} />}
    >
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <OwnerChip
          value={ownerId === 'everyone' ? undefined : ownerId}
          onChange={(next) => set({ ownerId: next === me.user?.id ? undefined : (next ?? 'everyone') })}
          meAs={me.user?.id}
        />
        <FilterChip
          label="What"
          any="All"
          choices={rules.map((one) => ({ value: one, label: ruleWords[one] }))}
          value={rule}
          onChange={(next) => set({ rule: next, key: undefined })}
        />
        {key && (
          <Button size="small" look="bare" onClick={() => set({ key: undefined })}>
            All kinds
          </Button>
        )}
      </div>
      <div className={`grid grid-cols-1 gap-8 ${beside ? '' : 'lg:grid-cols-[minmax(0,42rem)_minmax(14rem,20rem)]'}`}>
        <div className="grid content-start gap-3">
          {queue.isPending ? (
            <Skeleton lines={[60, 90, 70, 70]} label="Loading the questions" />
          ) : queue.isError && !question ? (
            <EmptyState title="This could not be loaded" action={<Button onClick={() => void queue.refetch()}>Try again</Button>}>
              {messageOf(queue.error)}
            </EmptyState>
          ) : !question && trust?.value === null && isLooking ? (
            <Skeleton lines={[60, 90, 70]} label="Your records are being looked at for the first time" />
          ) : isOver ? (
            <TenMinutes onGoOn={question && goOn} />
          ) : question ? (
            <QuestionCard
              key={question.id}
              finding={question}
              typing={typing}
              onTyping={setTyping}
              onAnswer={take}
              onSkip={pass}
              onOpen={() => setBeside(question.record)}
              alike={group?.canBulk ? group.count : 0}
              onAlike={() => setIsAlike(true)}
            />
          ) : (
            <NothingOpen skipped={skippedHere} isFiltered={ownerId !== 'everyone' || rule !== undefined || key !== undefined} />
          )}
          <SittingLine />
        </div>
        {groups.length > 0 && <KindsList groups={groups} search={search} />}
      </div>
      {isAlike && question && group && (
        <AnswerAlike filter={{ ...filter, key: question.key }} text={group.text} onClose={() => setIsAlike(false)} />
      )}
    </Room>
  );
}

/** A good place to stop; going on is as fine. */
function TenMinutes({ onGoOn }: { onGoOn: (() => void) | undefined }) {
  const sentence = useSittingSentence();
  return (
    <EmptyState
      title="That was ten minutes"
      action={
        <>
          <Link
            to="/"
            className="inline-flex h-9 items-center rounded-md bg-accent px-3.5 text-md font-medium text-on-accent hover:bg-accent-strong"
          >
            Back to Today
          </Link>
          {onGoOn && (
            <Button hint="enter" onClick={onGoOn}>
              Go on
            </Button>
          )}
        </>
      }
    >
      {sentence} The rest keeps until another day.
    </EmptyState>
  );
}

function NothingOpen({ skipped, isFiltered }: { skipped: number; isFiltered: boolean }) {
  const { settled } = useSitting();
  const sentence = useSittingSentence();
  return (
    <EmptyState
      title={skipped > 0 ? 'That was the last one' : settled > 0 ? 'All settled' : 'Nothing to ask'}
      action={
        <>
          {skipped > 0 && (
            <Button onClick={askSkippedAgain}>
              {skipped === 1 ? 'Ask the skipped one again' : `Ask the ${skipped} skipped ones again`}
            </Button>
          )}
          {isFiltered && (
            <Link
              to="/clean-up"
              search={{ ownerId: 'everyone' }}
              className="inline-flex h-9 items-center rounded-md border border-line bg-surface px-3.5 text-md font-medium hover:bg-hover"
            >
              See everyone’s
            </Link>
          )}
        </>
      }
    >
      {settled > 0
        ? sentence
        : 'Questions come up here when something that the next step needs is missing, out of date or contradicts itself.'}
    </EmptyState>
  );
}
