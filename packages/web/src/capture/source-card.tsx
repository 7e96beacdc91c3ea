import type { CaptureSource } from '@windshield/contract';
import { useId, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/icon.tsx';
import { formatNumber } from '../ui/locale.ts';
import { Menu } from '../ui/menu.tsx';
import { Progress } from '../ui/progress.tsx';
import { changeSource, readNow } from './change-source.ts';
import { FolderCounts } from './folder-counts.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { PrivacyDialog } from './privacy-dialog.tsx';
import { RemoveSourceDialog } from './remove-source-dialog.tsx';
import { countsSentence, isReading, kindWords, leftOutInWords, levelSentence, stateSentence } from './source-words.ts';
import { UnreadItems } from './unread-items.tsx';

type Asked = 'privacy' | 'password' | 'remove';

/** One of one's own sources: how it is, what it brought, and what can be done with it. */
export function SourceCard({ source }: { source: CaptureSource }) {
  const headingId = useId();
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const { state, progress, counts } = source;
  const isTrouble = state === 'waiting' || state === 'needsAttention';
  const isOffline = source.kind === 'upload';
  const hasPassword = source.settings?.authentication !== null && source.settings?.authentication !== undefined;
  const pause = () =>
    void changeSource(
      source,
      { isPaused: state !== 'paused' },
      state === 'paused' ? `${source.name} goes on.` : `${source.name} is paused.`,
    );
  return (
    <article aria-labelledby={headingId} className="grid grid-cols-1 gap-3 rounded-lg border border-line bg-surface p-4 sm:p-5">
      <header className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 id={headingId} className="text-base font-semibold break-words">
            {source.name}
          </h2>
          <p className="text-sm text-quiet">{kindWords[source.kind]}</p>
        </div>
        <div className="flex shrink-0 items-center gap-1">
          {state === 'needsAttention' && hasPassword && (
            <Button look="primary" size="small" onClick={() => setAsked('password')}>
              Enter it again
            </Button>
          )}
          {state === 'paused' && (
            <Button size="small" onClick={pause}>
              Go on
            </Button>
          )}
          {!isOffline && (state === 'active' || isTrouble) && (
            <Button size="small" onClick={() => void readNow(source)}>
              Read now
            </Button>
          )}
          <Menu
            trigger={
              <Button look="bare" size="small" aria-label={`More for ${source.name}`}>
                <Icon name="more" />
              </Button>
            }
            actions={[
              { label: 'What colleagues see', icon: 'people', run: () => setAsked('privacy') },
              ...(hasPassword ? [{ label: 'Change the password', icon: 'settings' as const, run: () => setAsked('password') }] : []),
              ...(isOffline ? [] : [{ label: state === 'paused' ? 'Go on' : 'Pause', icon: 'later' as const, run: pause }]),
              { label: 'Disconnect', danger: true, run: () => setAsked('remove') },
            ]}
          />
        </div>
      </header>
      <p
        role="status"
        className={classes('text-md', isTrouble ? 'rounded-md bg-warning-soft px-3 py-2 text-warning' : state === 'paused' && 'text-quiet')}
      >
        {stateSentence(source)}
      </p>
      {progress && state === 'backfilling' && (
        <Progress label="Reading history" done={progress.done} total={progress.total ?? 0} secondsLeft={progress.secondsLeft} />
      )}
      {(!isReading(source) || counts.interactions + counts.waiting + counts.leftOut > 0) && (
        <p className="text-md">{countsSentence(source)}</p>
      )}
      {source.folders.length > 0 && <FolderCounts source={source} />}
      {source.leftOut.length > 0 && (
        <details className="text-md">
          <summary className="text-quiet hover:text-ink">
            Why {formatNumber(counts.leftOut)} {counts.leftOut === 1 ? 'was' : 'were'} left out
          </summary>
          <ul className="mt-1 grid gap-0.5 pl-4 text-quiet">
            {source.leftOut.map((one) => (
              <li key={one.reason}>{leftOutInWords(one)}</li>
            ))}
          </ul>
        </details>
      )}
      {counts.unread > 0 && <UnreadItems source={source} />}
      <p className="flex flex-wrap items-center gap-x-2 border-t border-line pt-3 text-sm text-quiet">
        {levelSentence(source)}
        <button type="button" className="text-accent underline underline-offset-3" onClick={() => setAsked('privacy')}>
          Change
        </button>
      </p>
      {asked === 'privacy' && <PrivacyDialog source={source} onClose={close} />}
      {asked === 'password' && <PasswordDialog source={source} onClose={close} />}
      {asked === 'remove' && <RemoveSourceDialog source={source} onClose={close} />}
    </article>
  );
}
