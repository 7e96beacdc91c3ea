import { Link } from '@tanstack/react-router';
import type { Import } from '@windshield/contract';
import { useMe } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { formatNumber } from '../ui/locale.ts';
import { ImportConflicts } from './import-conflicts.tsx';
import { startImport, undoImport } from './import-steps.ts';
import { countsSentence, kindWords } from './import-words.ts';

/** What came of it: counts, rows to mend, and the way back. */
export function ImportDone({ import: one }: { import: Import }) {
  const me = useMe();
  const rejected = one.files.filter((file) => file.rejected > 0);
  return (
    <div className="grid grid-cols-1 gap-6">
      <section aria-label="What came of it" className="grid gap-3">
        <h2 className="text-lg font-semibold">{titleOf(one)}</h2>
        {one.error && <p className="border-l-2 border-danger pl-3 text-md">{one.error}</p>}
        {one.status === 'failed' && <p className="text-md text-quiet">What is in stays in; going on starts where it stopped.</p>}
        {one.status === 'undone' && (
          <p className="text-md text-quiet">
            Everything that nobody has changed since is as it was before. The files can be imported again.
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          {one.status === 'done' &&
            (me.user ? (
              <Link to="/" className={primaryLink}>
                See what comes next
              </Link>
            ) : (
              <Link to="/who" className={primaryLink}>
                Say which of these people you are
              </Link>
            ))}
          {one.status === 'failed' && (
            <Button look="primary" onClick={() => void startImport(one.id)}>
              Go on
            </Button>
          )}
          {(one.status === 'done' || one.status === 'failed') && <Button onClick={() => void undoImport(one.id)}>Undo this import</Button>}
        </div>
      </section>
      <ImportConflicts import={one} />
      {one.status !== 'undone' && one.files.length > 0 && (
        <section aria-label="By file">
          <table className="w-full text-md">
            <thead>
              <tr className="border-b border-line text-left text-sm text-quiet">
                <th scope="col" className="py-1.5 pr-4 font-normal">
                  File
                </th>
                <th scope="col" className="py-1.5 font-normal">
                  What came of it
                </th>
              </tr>
            </thead>
            <tbody>
              {one.files.map((file) => (
                <tr key={file.fileNo} className="border-b border-line/70 align-top">
                  <td className="py-2 pr-4">
                    <span className="break-all">{file.path}</span>
                    <div className="text-sm text-quiet">
                      {file.kind
                        ? `${formatNumber(file.rows)} ${file.rows === 1 ? kindWords[file.kind].one : kindWords[file.kind].many}`
                        : 'left out'}
                    </div>
                  </td>
                  <td className="py-2">
                    {file.kind ? countsSentence(file) : <span className="text-quiet">nothing, it was left out</span>}
                    {file.rejected > 0 && (
                      <div>
                        <a
                          href={`/api/v1/imports/${one.id}/rejected.csv?fileNo=${file.fileNo}`}
                          download
                          className="text-sm text-accent underline underline-offset-3"
                        >
                          Download {file.rejected === 1 ? 'that row' : `those ${formatNumber(file.rejected)} rows`} with the reason
                        </a>
                      </div>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {rejected.length > 0 && (
            <p className="mt-3 text-md text-quiet">
              Mend those rows in the downloaded file and drop it here again: only they are taken up.
            </p>
          )}
        </section>
      )}
    </div>
  );
}

const primaryLink = 'inline-flex h-9 items-center rounded-md bg-accent px-3.5 text-md font-medium text-on-accent hover:bg-accent-strong';

function titleOf(one: Import): string {
  if (one.status === 'undone') return 'This import was taken back';
  if (one.status === 'failed') return 'A problem stopped it';
  return `Done: ${countsSentence(one.totals)}.`;
}
