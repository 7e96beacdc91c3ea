import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { currentShortcuts } from './shortcuts.ts';

/** Everything that the keyboard does on this page, as `?` shows it. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title="Keyboard" description="What the keys do on this page.">
      <div className="grid gap-5">
        {currentShortcuts().map((group) => (
          <section key={group.title}>
            <h3 className="mb-1 text-sm font-semibold text-quiet">{group.title}</h3>
            <dl>
              {group.shortcuts.map((shortcut) => (
                <div key={shortcut.keys} className="flex items-center justify-between gap-4 py-1 text-md">
                  <dt>{shortcut.label}</dt>
                  <dd>
                    <span className="sr-only">{shortcut.keys}</span>
                    <Kbd keys={shortcut.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
