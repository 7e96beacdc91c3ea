import { Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { QuestionLayer } from '../records/question-layer.tsx';
import { undoLatest } from '../ui/toasts.ts';
import { places } from './places.ts';
import { Rail } from './rail.tsx';
import { useMe } from './session.ts';
import { handleKey, holdKeys, type Shortcut, takeHeldKeys, useShortcuts } from './shortcuts.ts';
import { chooseTheme } from './theme.ts';

const loadPalette = () => import('./palette.tsx');
const Palette = lazy(loadPalette);
const ShortcutHelp = lazy(() => import('./shortcut-help.tsx').then((module) => ({ default: module.ShortcutHelp })));

/** What stays while rooms change: skip link, rail, palette, keyboard. */
export function Shell() {
  const { workspace, preferences } = useMe();
  const navigate = useNavigate();
  const router = useRouter();
  // A new page is read from its start: focus goes to it, unless it has already put focus where it belongs.
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
        const main = document.getElementById('main');
        if (pathChanged && fromLocation && !main?.contains(document.activeElement)) main?.focus({ preventScroll: true });
      }),
    [router],
  );
  // It is there before anyone asks: the first letters typed after Ctrl+K must not be lost to loading.
  useEffect(() => {
    const idle = setTimeout(() => void loadPalette(), 1500);
    return () => clearTimeout(idle);
  }, []);
  const [open, setOpen] = useState<'palette' | 'help'>();
  useEffect(() => {
    addEventListener('keydown', handleKey);
    return () => removeEventListener('keydown', handleKey);
  }, []);
  useEffect(() => chooseTheme(preferences.theme), [preferences.theme]);
  const openPalette = () => {
    holdKeys();
    // Should it fail to load, the page gets its keys back.
    loadPalette().catch(() => void takeHeldKeys());
    setOpen('palette');
  };
  const everywhere: Shortcut[] = [
    { keys: 'mod+k', label: 'Find or do anything', run: () => (open === 'palette' ? setOpen(undefined) : openPalette()) },
    { keys: '/', label: 'Find', run: openPalette },
    { keys: '?', label: 'Show the keys', run: () => setOpen('help') },
    { keys: 'u', label: 'Undo the last change', run: () => void undoLatest() },
    { keys: 'g u', label: 'Go to unknown people', run: () => void navigate({ to: '/unknown-people' }) },
    ...places.map((place) => ({ keys: place.keys, label: `Go to ${place.label}`, run: () => void navigate({ to: place.to }) })),
  ];
  useShortcuts('Everywhere', everywhere, true, 'under');
  return (
    <div className="flex min-h-dvh">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-md font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <Rail onSearch={openPalette} workspaceName={workspace.name} />
      <Outlet />
      <QuestionLayer />
      <Suspense>
        {open === 'palette' && <Palette onClose={() => setOpen(undefined)} onHelp={() => setOpen('help')} />}
        {open === 'help' && <ShortcutHelp onClose={() => setOpen(undefined)} />}
      </Suspense>
    </div>
  );
}
