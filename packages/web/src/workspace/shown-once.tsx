import { Button } from '../ui/button.tsx';
import { say } from '../ui/toasts.ts';

/** A secret that the server shows a single time: to be copied now. */
export function ShownOnce({ label, secret }: { label: string; secret: string }) {
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => say('Copied.'),
      () => say('This browser does not allow copying here. Select the text and copy it by hand.', { problem: true }),
    );
  return (
    <div className="grid w-full gap-1.5 rounded-md bg-accent-soft px-3 py-2.5">
      <p className="text-sm">{label}</p>
      <div className="flex items-center gap-2">
        <code className="min-w-0 flex-1 text-sm break-all select-all">{secret}</code>
        <Button size="small" onClick={copy}>
          Copy
        </Button>
      </div>
    </div>
  );
}
