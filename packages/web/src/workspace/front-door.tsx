import type { ReactNode } from 'react';

/** The frame of every page that stands before the rooms: signing in, setting up, saying who one is. */
export function FrontDoor({ title, intro, wide, children }: { title: string; intro?: ReactNode; wide?: boolean; children?: ReactNode }) {
  return (
    <main id="main" className="grid min-h-dvh justify-items-center px-4 py-10 sm:py-[12vh]">
      <title>{`${title} · Windshield`}</title>
      <div className={`grid w-full content-start gap-6 ${wide ? 'max-w-xl' : 'max-w-sm'}`}>
        <img src="/icon.svg" alt="Windshield" width={40} height={40} />
        <div className="grid gap-1.5">
          <h1 className="text-2xl font-semibold">{title}</h1>
          {intro && <p className="text-quiet">{intro}</p>}
        </div>
        {children}
      </div>
    </main>
  );
}
