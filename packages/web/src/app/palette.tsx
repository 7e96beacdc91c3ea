import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Hit } from '@windshield/contract';
import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { type ReactNode, useDeferredValue, useEffect, useRef, useState } from 'react';
import { answer, api } from '../api.ts';
import { createActions } from '../records/question-layer.tsx';
import { ask } from '../records/questions.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { recordHref } from '../ui/record-links.tsx';
import { places } from './places.ts';
import { changePreferences } from './preferences.ts';
import { useMe } from './session.ts';
import { takeHeldKeys } from './shortcuts.ts';
import type { Theme } from './theme.ts';

interface Action {
  label: string;
  /** Other words that find it. */
  alsoCalled: string;
  icon: IconName;
  keys?: string;
  run: () => unknown;
}

const hitIcons: Record<Hit['kind'], IconName> = { account: 'accounts', contact: 'people', deal: 'deals', lead: 'leads' };
const pauseMs = 120;

const searchQuery = (typed: string) =>
  queryOptions({
    queryKey: ['search', typed],
    queryFn: async ({ signal }) => (await answer(api.today.search.$get({ query: { q: typed, limit: '8' } }, { init: { signal } }))).hits,
    enabled: typed.length > 0,
    placeholderData: keepPreviousData,
  });

/** Finds and does everything. A default export, because it is loaded when first opened. */
export default function Palette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const navigate = useNavigate();
  const me = useMe();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  // Once it stands and has focus, it takes over what was typed while it opened.
  useEffect(() => setTyped((now) => takeHeldKeys() + now), []);
  const searched = useSettled(typed.trim());
  const { data: hits = [], isFetching } = useQuery(searchQuery(searched));
  const needle = useDeferredValue(typed.trim().toLocaleLowerCase());

  const colours = (theme: Theme, label: string): Action => ({
    label,
    alsoCalled: 'theme colors mode settings',
    icon: 'settings',
    run: () => changePreferences(me, { theme }, 'Colours changed.'),
  });
  const goTo: Action[] = places.map((place) => ({
    label: place.label,
    alsoCalled: 'go to open',
    icon: place.icon,
    keys: place.keys,
    run: () => navigate({ to: place.to }),
  }));
  const toDo: Action[] = [
    ...createActions.map(
      ({ record, label, keys }): Action => ({
        label,
        alsoCalled: 'create add',
        icon: 'plus',
        keys,
        run: () => ask({ kind: 'create', record }),
      }),
    ),
    {
      label: 'Invite someone',
      alsoCalled: 'add user colleague team',
      icon: 'plus',
      run: () => navigate({ to: '/settings', search: { tab: 'team' } }),
    },
    {
      label: 'Unknown people',
      alsoCalled: 'queue who contacts mail decide',
      icon: 'people',
      keys: 'g u',
      run: () => navigate({ to: '/unknown-people' }),
    },
    {
      label: 'Mail and calendar',
      alsoCalled: 'sources mailbox capture seen settings',
      icon: 'settings',
      run: () => navigate({ to: '/settings', search: { tab: 'capture' } }),
    },
    { label: 'Connect a mailbox', alsoCalled: 'mail imap email inbox', icon: 'plus', run: () => navigate({ to: '/connect' }) },
    {
      label: 'Connect a calendar',
      alsoCalled: 'caldav ics feed meetings',
      icon: 'plus',
      run: () => navigate({ to: '/connect', search: { kind: 'calendar' } }),
    },
    {
      label: 'Bring mail or calendar files',
      alsoCalled: 'mbox eml ics upload',
      icon: 'imports',
      run: () => navigate({ to: '/connect', search: { kind: 'files' } }),
    },
    {
      label: 'Review duplicates',
      alsoCalled: 'merge same twice clean up hygiene',
      icon: 'cleanUp',
      run: () => navigate({ to: '/duplicates' }),
    },
    {
      label: 'Data trust',
      alsoCalled: 'quality hygiene clean missing stale',
      icon: 'cleanUp',
      run: () => navigate({ to: '/data-trust' }),
    },
    { label: 'Say which of these people I am', alsoCalled: 'who claim user', icon: 'people', run: () => navigate({ to: '/who' }) },
    colours('light', 'Light colours'),
    colours('dark', 'Dark colours'),
    colours('system', 'Colours as this device has them'),
    { label: 'Show the keys', alsoCalled: 'keyboard shortcuts help', icon: 'more', keys: '?', run: onHelp },
  ];
  const fits = (action: Action) => `${action.label} ${action.alsoCalled}`.toLocaleLowerCase().includes(needle);
  const shownHits = searched ? hits : [];
  // The first row is always ready for Enter, also when better ones have just arrived.
  const firstHit = shownHits[0];
  const firstAction = goTo.find(fits) ? `Go to ${goTo.find(fits)?.label}` : `Do ${toDo.find(fits)?.label}`;
  const firstRow = firstHit ? `${firstHit.kind} ${firstHit.id}` : firstAction;
  const [selected, setSelected] = useState(firstRow);
  useEffect(() => setSelected(firstRow), [firstRow]);
  const isEmpty = shownHits.length === 0 && ![...goTo, ...toDo].some(fits);

  const row = (key: string, icon: IconName, content: ReactNode, run: () => unknown) => (
    <Command.Item
      key={key}
      value={key}
      onSelect={() => {
        onClose();
        void run();
      }}
      className="flex cursor-default items-center gap-3 rounded-md px-3 py-2 text-md data-[selected=true]:bg-accent-soft"
    >
      <Icon name={icon} className="shrink-0 text-quiet" />
      {content}
    </Command.Item>
  );
  const actions = (heading: string, all: Action[]) => {
    const shown = all.filter(fits);
    if (shown.length === 0) return null;
    return (
      <Group heading={heading}>
        {shown.map((action) =>
          row(
            `${heading} ${action.label}`,
            action.icon,
            <>
              <span className="flex-1">{action.label}</span>
              {action.keys && <Kbd keys={action.keys} />}
            </>,
            action.run,
          ),
        )}
      </Group>
    );
  };

  return (
    <Dialog.Root open onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          // Focus without selecting: letters that came early must not be typed over.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            input.current?.focus();
          }}
          className="fixed inset-x-3 top-[max(12px,12vh)] z-50 mx-auto max-w-xl animate-appear overflow-hidden rounded-lg border border-line bg-surface shadow-float focus:outline-none"
        >
          <Dialog.Title className="sr-only">Find or do anything</Dialog.Title>
          <Command label="Find or do anything" loop shouldFilter={false} value={selected} onValueChange={setSelected}>
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Icon name="search" className="text-quiet" />
              <Command.Input
                ref={input}
                value={typed}
                onValueChange={setTyped}
                placeholder="Find a person, deal or account, or say what to do"
                className="h-12 w-full min-w-0 bg-transparent text-base outline-none"
              />
              <Kbd keys="escape" />
            </div>
            {isEmpty && (
              <p role="status" className="px-3 py-6 text-center text-md text-quiet">
                {isFetching || searched !== typed.trim() ? 'Looking…' : `Nothing is called “${typed}”.`}
              </p>
            )}
            <Command.List hidden={isEmpty} className="max-h-[min(26rem,62vh)] overflow-y-auto p-1.5">
              {shownHits.length > 0 && (
                <Group heading="Records">
                  {shownHits.map((hit) =>
                    row(
                      `${hit.kind} ${hit.id}`,
                      hitIcons[hit.kind],
                      <span className="min-w-0 flex-1 truncate">
                        {hit.title} {hit.subtitle && <span className="text-sm text-quiet">{hit.subtitle}</span>}
                      </span>,
                      () => navigate({ to: recordHref(hit) ?? '/' }),
                    ),
                  )}
                </Group>
              )}
              {actions('Go to', goTo)}
              {actions('Do', toDo)}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-sm [&_[cmdk-group-heading]]:text-quiet"
    >
      {children}
    </Command.Group>
  );
}

/** What was typed, once the typing pauses: one question to the server a word, not a letter. */
function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}
