import { useMe } from '../app/session.ts';
import { useOwnerChoices } from '../records/users-query.ts';
import type { Choice } from '../ui/select.tsx';

/** Whose records: one's own first, as "Mine". */
export function useOwnersMineFirst(): Choice[] {
  const { user } = useMe();
  const owners = useOwnerChoices();
  return user ? [{ value: user.id, label: 'Mine' }, ...owners.filter(({ value }) => value !== user.id)] : owners;
}
