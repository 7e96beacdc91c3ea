import { useQuery } from '@tanstack/react-query';
import type { CaptureSource } from '@windshield/contract';
import { useState } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { formatNumber } from '../ui/locale.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { unreadQuery } from './capture-query.ts';

/** What could not be understood, where it is, and why. */
export function UnreadItems({ source }: { source: CaptureSource }) {
  const [isOpen, setOpen] = useState(false);
  const { data, error } = useQuery({ ...unreadQuery(source.id), enabled: isOpen });
  return (
    <details className="text-md" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="text-quiet hover:text-ink">What could not be read ({formatNumber(source.counts.unread)})</summary>
      {error ? (
        <p className="text-danger">{messageOf(error)}</p>
      ) : data ? (
        <ul className="mt-1 grid gap-1 pl-4">
          {data.map(({ where, reason, recordedAt }) => (
            <li key={`${where} ${recordedAt}`} className="wrap-anywhere">
              {where} <span className="text-quiet">· {reason}</span>
            </li>
          ))}
        </ul>
      ) : (
        <Skeleton lines={[70]} />
      )}
    </details>
  );
}
