import { useMe } from '../app/session.ts';
import { FilterChip } from './filter-chip.tsx';
import { useOwnerChoices } from './users-query.ts';

interface OwnerChipProps {
  /** Undefined: everyone's. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  /** What "Mine" stands for in the address: `me`, or one's own id. */
  meAs?: string | undefined;
}

/** Whose records: one's own first, as "Mine". */
export function OwnerChip({ value, onChange, meAs = 'me' }: OwnerChipProps) {
  const { user } = useMe();
  const owners = useOwnerChoices();
  const choices = user ? [{ value: meAs, label: 'Mine' }, ...owners.filter((owner) => owner.value !== meAs)] : owners;
  return <FilterChip label="Owner" any="Everyone" choices={choices} value={value} onChange={onChange} />;
}
