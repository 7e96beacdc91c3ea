import { useMe } from '../app/session.ts';

/** Whether this person may merge in bulk, and take a bulk merge back: the server asks the same. */
export function useMayMergeAll(): boolean {
  const { role } = useMe();
  return role === 'manager' || role === 'admin';
}
