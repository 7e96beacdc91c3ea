import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { places } from './places.ts';
import { chooseTheme, type Theme } from './theme.ts';

const themes: { theme: Theme; label: string }[] = [
  { theme: 'light', label: 'Light colours' },
  { theme: 'dark', label: 'Dark colours' },
  { theme: 'system', label: 'Colours as this device has them' },
];
const itemLook =
  'flex cursor-default items-center gap-3 rounded-md px-3 py-2 text-md data-[selected=true]:bg-accent-soft [&_svg]:shrink-0 [&_svg]:text-quiet';
const groupLook =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-sm [&_[cmdk-group-heading]]:text-quiet';

/** Finds and does everything. A default export, because it is loaded when first opened. */
export default function Palette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const then = (act: () => unknown) => () => {
    onClose();
    void act();
  };
  return (
    <Dialog.Root open onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[max(12px,12vh)] z-50 mx-auto max-w-xl animate-appear overflow-hidden rounded-lg border border-line bg-surface shadow-float focus:outline-none"
        >
          <Dialog.Title className="sr-only">Find or do anything</Dialog.Title>
          <Command label="Find or do anything" loop>
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Icon name="search" className="text-quiet" />
              <Command.Input
                value={typed}
                onValueChange={setTyped}
                placeholder="Find a person, deal or account, or say what to do"
                className="h-12 w-full min-w-0 bg-transparent text-base outline-none"
              />
              <Kbd keys="escape" />
            </div>
            <Command.List className="max-h-[min(24rem,60vh)] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-center text-md text-quiet">Nothing is called “{typed}”.</Command.Empty>
              <Command.Group heading="Go to" className={groupLook}>
                {places.map((place) => (
                  <Command.Item
                    key={place.to}
                    value={`Go to ${place.label}`}
                    onSelect={then(() => navigate({ to: place.to }))}
                    className={itemLook}
                  >
                    <Icon name={place.icon} />
                    <span className="flex-1">{place.label}</span>
                    <Kbd keys={place.keys} />
                  </Command.Item>
                ))}
              </Command.Group>
              <Command.Group heading="Do" className={groupLook}>
                {themes.map(({ theme, label }) => (
                  <Command.Item key={theme} value={label} onSelect={then(() => chooseTheme(theme))} className={itemLook}>
                    <Icon name="today" />
                    {label}
                  </Command.Item>
                ))}
                <Command.Item value="Show the keys, keyboard shortcuts, help" onSelect={then(onHelp)} className={itemLook}>
                  <Icon name="more" />
                  <span className="flex-1">Show the keys</span>
                  <Kbd keys="?" />
                </Command.Item>
              </Command.Group>
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
