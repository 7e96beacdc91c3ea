import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { DuplicateKind } from '@windshield/contract';
import { useEffect, useState } from 'react';
import { answer, api } from '../api.ts';
import { linkLook } from '../records/link-look.ts';
import { recordHref } from '../ui/record-links.tsx';
import { certainty } from './duplicate-words.ts';

const recordKinds = { contacts: 'contact', accounts: 'account', leads: 'lead' } as const;
const pauseMs = 300;
const shownAtMost = 3;
const leastLetters = 3;

interface LikelySameProps {
  kind: DuplicateKind;
  /** As far as it is typed; what is empty is left out. */
  values: { name: string; [field: string]: string };
  /** Somebody goes to a record that is there instead. */
  onGo: () => void;
}

/** While a record is typed: those that stand here already and may be it. */
export function LikelySame({ kind, values, onGo }: LikelySameProps) {
  const said = Object.fromEntries(Object.entries(values).flatMap(([field, value]) => (value.trim() ? [[field, value.trim()]] : [])));
  const typed = JSON.stringify(said);
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data } = useQuery({
    queryKey: ['hygiene', 'check', kind, settled],
    queryFn: async ({ signal }) =>
      (await answer(api.hygiene.duplicates.check.$post({ json: { kind, values: JSON.parse(settled) } }, { init: { signal } }))).items,
    enabled: values.name.trim().length >= leastLetters,
    placeholderData: keepPreviousData,
  });
  const likely = values.name.trim().length >= leastLetters ? (data ?? []).slice(0, shownAtMost) : [];
  return (
    <div role="status">
      {likely.length > 0 && (
        <div className="grid gap-1 rounded-md bg-sunken px-3 py-2 text-md">
          <p className="text-sm text-quiet">Perhaps here already:</p>
          <ul className="grid gap-1">
            {likely.map(({ record, probability }) => (
              <li key={record.id} className="wrap-anywhere">
                <Link to={recordHref({ kind: recordKinds[kind], id: record.id }) ?? '/'} onClick={onGo} className={linkLook}>
                  {record.name}
                </Link>
                <span className="text-sm text-quiet">
                  {record.account && ` · ${record.account.name}`}
                  {record.points[0] && ` · ${record.points[0].value}`} · {certainty(probability)} likely
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
