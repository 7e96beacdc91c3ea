import { useInfiniteQuery } from '@tanstack/react-query';
import type { CaptureSource } from '@windshield/contract';
import { useState } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { Button } from '../ui/button.tsx';
import { formatNumber } from '../ui/locale.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { unreadQuery } from './capture-query.ts';

/** What could not be understood, where it is, and why: newest first, more of it when asked for. */
export function UnreadItems({ source }: { source: CaptureSource }) {
  const [isOpen, setOpen] = useState(false);
  const list = useInfiniteQuery({ ...unreadQuery(source.id), enabled: isOpen });
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <details className="text-md" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="text-quiet hover:text-ink">What could not be read ({formatNumber(source.counts.unread)})</summary>
      {items && (
        <ul className="mt-1 grid gap-1 pl-4">
          {items.map(({ where, reason, recordedAt }) => (
            <li key={`${where} ${recordedAt}`} className="wrap-anywhere">
              {where} <span className="text-quiet">· {reason}</span>
            </li>
          ))}
        </ul>
      )}
      {list.error && <p className="text-danger">{messageOf(list.error)}</p>}
      {list.isPending && isOpen && <Skeleton lines={[70]} />}
      {items && list.hasNextPage && (
        <Button
          size="small"
          look="bare"
          className="mt-1 ml-1.5"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more ({formatNumber(items.length)} of {formatNumber(source.counts.unread)} shown)
        </Button>
      )}
    </details>
  );
}
