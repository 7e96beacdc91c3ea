import type { CaptureSource } from '@windshield/contract';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { changeSource } from './change-source.ts';
import { folderCount, folderName } from './source-words.ts';

const shownAtOnce = 5;

/** Folder by folder: what the server counts against what was read. Mailboxes let each be left out. */
export function FolderCounts({ source }: { source: CaptureSource }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>();
  const [isSaving, setSaving] = useState(false);
  const mayChoose = source.kind === 'imap' || source.kind === 'caldav';
  const included = chosen ?? new Set(source.folders.filter(({ isIncluded }) => isIncluded).map(({ path }) => path));
  const sorted = source.folders.toSorted((a, b) => Number(b.isIncluded) - Number(a.isIncluded) || (b.onServer ?? 0) - (a.onServer ?? 0));
  const toggle = (path: string) => {
    const next = new Set(included);
    if (!next.delete(path)) next.add(path);
    setChosen(next);
  };
  const save = async () => {
    setSaving(true);
    await changeSource(source, { includedFolders: [...included] }, 'Folders saved.');
    setSaving(false);
    setChosen(undefined);
  };
  const table = (
    <table className="w-full text-md">
      <caption className="sr-only">Read, of what the server counts</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Folder</th>
          <th scope="col">Read, of those on the server</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((folder) => (
          <tr key={folder.path} className="border-b border-line last:border-0">
            <th scope="row" className="py-1 pr-3 text-left font-normal wrap-anywhere">
              {chosen ? (
                <label className="flex items-center gap-2">
                  <input
                    type="checkbox"
                    checked={included.has(folder.path)}
                    onChange={() => toggle(folder.path)}
                    className="size-4 shrink-0 accent-accent"
                  />
                  {folderName(folder)}
                </label>
              ) : (
                folderName(folder)
              )}
            </th>
            <td className="py-1 text-right whitespace-nowrap text-quiet tabular-nums">{folderCount(folder)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  return (
    <div className="grid grid-cols-1 gap-2">
      {sorted.length > shownAtOnce && !chosen ? (
        <details className="text-md">
          <summary className="text-quiet hover:text-ink">{sorted.length} folders, each with its count</summary>
          {table}
        </details>
      ) : (
        table
      )}
      {mayChoose && (
        <div className="flex flex-wrap gap-2">
          {chosen ? (
            <>
              <Button size="small" look="primary" disabled={isSaving || included.size === 0} onClick={() => void save()}>
                Read these
              </Button>
              <Button size="small" onClick={() => setChosen(undefined)}>
                Leave as it was
              </Button>
            </>
          ) : (
            <Button size="small" look="bare" className="-ml-2.5" onClick={() => setChosen(included)}>
              Choose folders
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
