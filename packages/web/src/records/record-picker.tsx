import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answer, api } from '../api.ts';
import { Combobox } from '../ui/combobox.tsx';

interface RecordPickerProps {
  kind: 'account' | 'contact';
  value?: { id: string; name: string } | undefined;
  onPick: (record: { id: string; name: string }) => void;
  label: string;
  id?: string;
  placeholder?: string;
  /** The person has just asked to name one: typing starts at once. */
  startsFocused?: boolean;
}

/** An account or a person found by typing a part of the name. */
export function RecordPicker({ kind, value, onPick, label, id, placeholder, startsFocused }: RecordPickerProps) {
  const [typed, setTyped] = useState('');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (startsFocused) box.current?.querySelector('input')?.focus();
  }, [startsFocused]);
  const { data } = useQuery({
    queryKey: [kind === 'account' ? 'accounts' : 'people', 'picker', typed],
    queryFn: async () => {
      const query = { limit: '20', ...(typed.trim() && { q: typed.trim() }) };
      const page = await (kind === 'account' ? answer(api.accounts.accounts.$get({ query })) : answer(api.people.contacts.$get({ query })));
      return page.items.map((item) => ({ id: item.id, name: item.name, note: noteOf(item) }));
    },
    placeholderData: (before) => before,
  });
  const found = data ?? [];
  const choices = found.map((item) => ({ value: item.id, label: item.name, note: item.note }));
  if (value && !found.some((item) => item.id === value.id)) choices.unshift({ value: value.id, label: value.name, note: undefined });
  return (
    <div ref={box} className="min-w-0">
      <Combobox
        {...(id && { id })}
        label={label}
        choices={choices}
        value={value?.id}
        onSearch={setTyped}
        onChange={(chosen) => {
          const item = found.find((one) => one.id === chosen) ?? (value?.id === chosen ? value : undefined);
          if (item) onPick({ id: item.id, name: item.name });
        }}
        {...(placeholder && { placeholder })}
      />
    </div>
  );
}

const noteOf = (item: { account?: { name: string } | null; city?: string | null }) => item.account?.name ?? item.city ?? undefined;
