import { lazy, Suspense, useSyncExternalStore } from 'react';
import { useShortcuts } from '../app/shortcuts.ts';
import { ask, type NewRecordKind, questions } from './questions.ts';

const QuestionDialog = lazy(() => import('./question-dialog.tsx'));

/** Keys and palette words that make a record, wherever one is. */
export const createActions: { record: NewRecordKind; label: string; keys: string }[] = [
  { record: 'deal', label: 'New deal', keys: 'c d' },
  { record: 'contact', label: 'New person', keys: 'c p' },
  { record: 'account', label: 'New account', keys: 'c a' },
  { record: 'lead', label: 'New lead', keys: 'c l' },
];

/** Where the questions of records appear, over any room. The shell holds it once. */
export function QuestionLayer() {
  const question = useSyncExternalStore(questions.subscribe, questions.current);
  useShortcuts(
    'New',
    createActions.map(({ record, label, keys }) => ({ keys, label, run: () => ask({ kind: 'create', record }) })),
    true,
    'under',
  );
  return <Suspense>{question && <QuestionDialog question={question} />}</Suspense>;
}
