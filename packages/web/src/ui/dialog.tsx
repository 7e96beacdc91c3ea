import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Said to screen readers after the title and shown under it. */
  description?: ReactNode;
  children: ReactNode;
}

/** A question that needs an answer now. Esc, the cross and a click outside always leave it; nothing is lost by leaving. */
export function Dialog({ open, onClose, title, description, children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content
          {...(!description && { 'aria-describedby': undefined })}
          className="fixed inset-x-3 top-[max(12px,12vh)] z-50 mx-auto max-h-[76vh] max-w-lg animate-appear overflow-y-auto rounded-lg border border-line bg-surface p-6 shadow-float focus:outline-none"
        >
          <div className="mb-4 pr-8">
            <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
            {description && <Radix.Description className="mt-1 text-md text-quiet">{description}</Radix.Description>}
          </div>
          {children}
          {/* Last in the page, so that focus starts at the first answer and not at the way out. */}
          <Radix.Close
            aria-label="Close"
            className="absolute top-4 right-4 grid size-8 place-items-center rounded-md text-quiet hover:bg-hover hover:text-ink"
          >
            <Icon name="close" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
