import { useQuery } from '@tanstack/react-query';
import type { DuplicateKind } from '@windshield/contract';
import { useEffect, useRef } from 'react';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { Button } from '../ui/button.tsx';
import { formatNumber, formatPercent } from '../ui/locale.ts';
import { RelativeDate } from '../ui/relative-date.tsx';
import { say } from '../ui/toasts.ts';
import { kindWords } from './duplicate-words.ts';
import { scanQuery } from './hygiene-query.ts';

/** When all records of a kind were last looked through, what was left out, and the way to look again. */
export function ScanLine({ kind }: { kind: DuplicateKind }) {
  const { data } = useQuery(scanQuery);
  const scan = data?.find((one) => one.kind === kind);
  const isRunning = scan?.status === 'running' || scan?.status === 'waiting';
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && !isRunning) void queryClient.invalidateQueries({ queryKey: ['hygiene', 'duplicates'] });
    wasRunning.current = isRunning;
  }, [isRunning]);
  if (!scan) return null;
  const look = async () => {
    try {
      queryClient.setQueryData(scanQuery.queryKey, (await answer(api.hygiene.duplicates.scan.$post({ json: { kind } }))).items);
    } catch (error) {
      say(`Not done: ${messageOf(error)}`, { problem: true });
    }
  };
  return (
    <div className="grid gap-1 text-sm text-quiet">
      <div className="flex flex-wrap items-center gap-x-3">
        <span role="status">
          {isRunning ? (
            `${scan.phase ?? `Looking through all ${kindWords[kind].many}`}, ${formatPercent(scan.progress)} done.`
          ) : scan.finishedAt ? (
            <>
              {formatNumber(scan.records)} {scan.records === 1 ? kindWords[kind].one : kindWords[kind].many} looked through{' '}
              <RelativeDate when={scan.finishedAt} dense />. New ones are compared as they arrive.
            </>
          ) : (
            `Not all ${kindWords[kind].many} were looked through yet.`
          )}
        </span>
        {!isRunning && (
          <Button size="small" look="bare" onClick={() => void look()}>
            Look again
          </Button>
        )}
      </div>
      {scan.error && <p>{scan.error}</p>}
      {scan.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}
