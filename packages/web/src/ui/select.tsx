import { Select as Radix } from 'radix-ui';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';
import { controlLook } from './input.tsx';

export interface Choice {
  value: string;
  label: string;
  note?: string | undefined;
}

interface SelectProps {
  choices: Choice[];
  value: string | undefined;
  onChange: (value: string) => void;
  placeholder?: string;
  id?: string;
  label?: string;
  disabled?: boolean;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  className?: string;
}

/** One of a few. For more than about twelve choices use Combobox, which can be searched. */
export function Select({ choices, value, onChange, placeholder = 'Choose…', id, label, disabled, className, ...aria }: SelectProps) {
  return (
    <Radix.Root value={value ?? ''} onValueChange={onChange} {...(disabled && { disabled })}>
      <Radix.Trigger
        {...(id && { id })}
        {...(label && { 'aria-label': label })}
        {...aria}
        className={classes(controlLook, 'flex items-center justify-between gap-2 text-md data-[placeholder]:text-quiet', className)}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <Radix.Icon>
          <Icon name="down" size={14} className="text-quiet" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-appear overflow-hidden rounded-lg border border-line bg-surface p-1 shadow-float"
        >
          <Radix.Viewport>
            {choices.map((choice) => (
              <Radix.Item
                key={choice.value}
                value={choice.value}
                className="flex cursor-default items-center justify-between gap-6 rounded-md px-2.5 py-1.5 text-md outline-none data-[highlighted]:bg-hover"
              >
                <Radix.ItemText>{choice.label}</Radix.ItemText>
                {choice.note && <span className="text-sm text-quiet">{choice.note}</span>}
                <Radix.ItemIndicator>
                  <Icon name="check" size={14} className="text-accent" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
