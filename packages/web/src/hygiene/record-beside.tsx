import { type ComponentType, lazy, Suspense } from 'react';
import { Sheet } from '../ui/sheet.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

type SheetOf = ComponentType<{ id: string; onClose: () => void }>;
const sheets: Readonly<Record<string, SheetOf>> = {
  deals: lazy(() => import('../deals/deal-sheet.tsx').then((module) => ({ default: module.DealSheet }))),
  contacts: lazy(() => import('../people/contact-sheet.tsx').then((module) => ({ default: module.ContactSheet }))),
  accounts: lazy(() => import('../accounts/account-sheet.tsx').then((module) => ({ default: module.AccountSheet }))),
  leads: lazy(() => import('../leads/lead-sheet.tsx').then((module) => ({ default: module.LeadSheet }))),
};

/** The record that a question is about, beside it. */
export function RecordBeside({ kind, id, onClose }: { kind: string; id: string; onClose: () => void }) {
  const Opened = sheets[kind];
  if (!Opened) return null;
  return (
    <Suspense
      fallback={
        <Sheet title="…" onClose={onClose}>
          <Skeleton />
        </Sheet>
      }
    >
      <Opened key={id} id={id} onClose={onClose} />
    </Suspense>
  );
}
