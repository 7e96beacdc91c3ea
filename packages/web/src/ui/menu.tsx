import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { Kbd } from './kbd.tsx';

export interface MenuAction {
  label: string;
  run: () => void;
  icon?: IconName;
  hint?: string;
  danger?: boolean;
}

/** A short list of further actions. `trigger` is one button. */
export function Menu({ trigger, actions, align = 'end' }: { trigger: ReactNode; actions: MenuAction[]; align?: 'start' | 'end' }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-44 animate-appear rounded-lg border border-line bg-surface p-1 shadow-float"
        >
          {actions.map((action) => (
            <DropdownMenu.Item
              key={action.label}
              onSelect={action.run}
              className={`flex cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 text-md outline-none data-[highlighted]:bg-hover ${action.danger ? 'text-danger' : ''}`}
            >
              {action.icon && <Icon name={action.icon} className="text-quiet" />}
              <span className="flex-1">{action.label}</span>
              {action.hint && <Kbd keys={action.hint} />}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
