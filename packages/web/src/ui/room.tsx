import type { ReactNode } from 'react';

interface RoomProps {
  title: string;
  /** Under the title: one sentence that says what stands here. */
  intro?: ReactNode;
  actions?: ReactNode;
  /** A Sheet with the record that is open. */
  beside?: ReactNode;
  /** The body takes exactly the window's height, for tables that scroll inside. */
  fill?: boolean;
  children: ReactNode;
}

/** The frame of a page: title, actions, body, and the open record beside it. */
export function Room({ title, intro, actions, beside, fill, children }: RoomProps) {
  return (
    <div className="flex min-w-0 flex-1">
      <title>{`${title} · Windshield`}</title>
      <main
        id="main"
        tabIndex={-1}
        className={`flex min-w-0 flex-1 flex-col outline-none ${fill ? 'h-[calc(100dvh-3.5rem-env(safe-area-inset-bottom))] sm:h-dvh' : 'pb-24 sm:pb-16'}`}
      >
        <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-5 pb-3 sm:px-6 sm:pt-6">
          <div className="min-w-0">
            <h1 className="text-xl font-semibold">{title}</h1>
            {intro && <div className="text-md text-quiet">{intro}</div>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
        <div className={fill ? 'flex min-h-0 flex-1 flex-col px-0 sm:px-2' : 'px-4 sm:px-6'}>{children}</div>
      </main>
      {beside}
    </div>
  );
}
