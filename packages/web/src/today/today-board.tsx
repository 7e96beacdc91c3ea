import { useNavigate } from '@tanstack/react-router';
import type { Today, TodayItem } from '@windshield/contract';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type Shortcut, useShortcuts } from '../app/shortcuts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { askSpoke, decide, promise, recordSpoke } from './decisions.ts';
import { DismissDialog } from './dismiss-dialog.tsx';
import { ItemBeside } from './item-beside.tsx';
import { LaterDialog } from './later-dialog.tsx';
import { type LineAction, lineActions } from './line-actions.ts';
import { todayRoute } from './route.ts';
import { TodayLine } from './today-line.tsx';
import type { Scope } from './today-query.ts';

interface TodayBoardProps {
  today: Today;
  scope: Scope;
  children: { header: ReactNode; footer: ReactNode };
}

/** The numbered lines, their keys, and the open line beside. Which line is open stands in the address. */
export function TodayBoard({ today, scope, children }: TodayBoardProps) {
  const navigate = useNavigate();
  const { item: openKey } = todayRoute.useSearch();
  const [activeKey, setActiveKey] = useState<string>();
  const [asking, setAsking] = useState<{ about: TodayItem; question: 'later' | 'dismiss' }>();
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const focusAfter = useRef(false);

  const { items } = today;
  const activeIndex = Math.max(
    0,
    items.findIndex((item) => item.key === (activeKey ?? openKey)),
  );
  const active = items[activeIndex];
  const opened = items.find((item) => item.key === openKey);

  const open = (key: string | undefined) =>
    void navigate({
      to: '/',
      search: { ...(scope && { scope }), ...(key && { item: key }) },
      replace: openKey !== undefined,
      resetScroll: false,
    });
  const activate = (index: number) => {
    const next = items[index];
    if (!next) return;
    setActiveKey(next.key);
    if (opened) open(next.key);
    else buttons.current.get(next.key)?.focus();
  };
  // When a line goes, the next one takes its place, and focus with it: the hands stay on the keys.
  const leave = (item: TodayItem) => {
    const index = items.indexOf(item);
    const next = items[index + 1] ?? items[index - 1];
    setActiveKey(next?.key);
    focusAfter.current = true;
    if (opened?.key === item.key) open(next?.key);
  };
  const activeItemKey = active?.key;
  useEffect(() => {
    if (!focusAfter.current || asking) return;
    focusAfter.current = false;
    if (activeItemKey) buttons.current.get(activeItemKey)?.focus();
  }, [activeItemKey, asking]);

  const act = (item: TodayItem | undefined, action: LineAction) => {
    if (!item) return;
    if (!item.actions.includes(action)) {
      // Letting go is never a tick: the line opens, where it can be closed kindly with a reason.
      open(item.key);
      return;
    }
    if (action === 'later' || action === 'dismiss') return setAsking({ about: item, question: action });
    if (action === 'done') {
      leave(item);
      void decide(item, scope, { choice: 'done' });
      return;
    }
    askSpoke(item, (spoken) => {
      leave(item);
      void recordSpoke(item, scope, spoken);
    });
  };
  const chosen = (item: TodayItem, decision: Parameters<typeof decide>[2]) => {
    setAsking(undefined);
    leave(item);
    void decide(item, scope, decision);
  };

  const keys: Shortcut[] = [
    { keys: 'j', label: 'Next line', run: () => activate(activeKey === undefined && !opened ? 0 : activeIndex + 1) },
    { keys: 'k', label: 'Line before', run: () => activate(activeIndex - 1) },
    { keys: 'enter', label: 'Open beside', run: () => active && open(active.key) },
    ...lineActions.map(({ action, label, keys: key }) => ({ keys: key, label, run: () => act(active, action) })),
  ];
  useShortcuts('Today', keys, items.length > 0);

  return (
    <div className="flex min-w-0 flex-1">
      <title>Today · Windshield</title>
      <main id="main" tabIndex={-1} className="min-w-0 flex-1 px-4 pt-6 pb-28 outline-none sm:px-8 sm:pt-10">
        <div className="mx-auto grid max-w-4xl gap-8">
          {children.header}
          {items.length > 0 ? (
            <div className="grid gap-2">
              <ol
                aria-label="What comes next"
                className="@container divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface"
              >
                {items.map((item, index) => (
                  <TodayLine
                    key={item.key}
                    item={item}
                    number={index + 1}
                    isActive={item === active && (activeKey !== undefined || opened !== undefined)}
                    isOpen={item === opened}
                    buttonRef={(element) => {
                      if (element) buttons.current.set(item.key, element);
                      else buttons.current.delete(item.key);
                    }}
                    onActivate={() => setActiveKey(item.key)}
                    onOpen={() => open(item.key === openKey ? undefined : item.key)}
                    onAct={(action) => act(item, action)}
                  />
                ))}
              </ol>
              <p aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 px-1 text-sm text-quiet max-sm:hidden">
                {[
                  ['j', 'next'],
                  ['enter', 'open'],
                  ['e', 'done'],
                  ['l', 'later'],
                  ['x', 'not now'],
                  ['s', 'we spoke'],
                ].map(([key, word]) => (
                  <span key={key} className="inline-flex items-center gap-1.5">
                    <Kbd keys={key ?? ''} /> {word}
                  </span>
                ))}
              </p>
            </div>
          ) : (
            <div className="rounded-lg border border-line bg-surface">
              <EmptyState title="Nothing asks for you right now">
                No promise is due, nobody waits for an answer, and no deal needs a decision. A good moment for someone you like to talk to.
              </EmptyState>
            </div>
          )}
          {children.footer}
        </div>
      </main>
      {opened && (
        <ItemBeside
          item={opened}
          onClose={() => open(undefined)}
          onAct={(action) => act(opened, action)}
          onPromise={(what, dueOn) => {
            leave(opened);
            void promise(opened, scope, what, dueOn);
          }}
        />
      )}
      {asking?.question === 'later' && (
        <LaterDialog
          title={asking.about.title}
          onClose={() => setAsking(undefined)}
          onChoose={(until) => chosen(asking.about, { choice: 'later', until })}
        />
      )}
      {asking?.question === 'dismiss' && (
        <DismissDialog item={asking.about} onClose={() => setAsking(undefined)} onChoose={(decision) => chosen(asking.about, decision)} />
      )}
    </div>
  );
}
