import { Button } from '../ui/button.tsx';
import { say } from '../ui/toasts.ts';

/** Codes for the day on which the app is lost, shown this once. */
export function BackupCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const text = codes.join('\n');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => say('Copied.'),
      () => say('This browser does not allow copying here. Select the codes and copy them by hand.', { problem: true }),
    );
  return (
    <div className="grid w-full max-w-sm gap-3">
      {/* biome-ignore lint/a11y/noAutofocus: what was asked for has just appeared */}
      <p tabIndex={-1} autoFocus className="text-md outline-none">
        Keep these codes where your phone is not: each lets you in once when the app is lost. They are not shown again.
      </p>
      <ul aria-label="Backup codes" className="grid gap-1 rounded-md bg-accent-soft px-3 py-2.5 sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>
            <code className="text-sm select-all">{code}</code>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={copy}>
          Copy all
        </Button>
        <Button size="small" look="primary" onClick={onKept}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}
