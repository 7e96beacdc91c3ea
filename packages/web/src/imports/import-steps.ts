import type { Import } from '@windshield/contract';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { say } from '../ui/toasts.ts';
import { askedFor, notAskedFor, onItsWay } from './asked-steps.ts';
import { type ImportPlanPatch, importQuery, importsQuery } from './imports-query.ts';

/** Does a step and keeps the page with it; a problem is said in the server's words. */
async function step(id: string, act: () => Promise<Import>, failed: string, to?: 'running' | 'undoing'): Promise<void> {
  const key = importQuery(id).queryKey;
  const before = queryClient.getQueryData<Import>(key);
  if (to && before) {
    askedFor(id, before.status, to);
    queryClient.setQueryData<Import>(key, onItsWay(before));
  }
  try {
    queryClient.setQueryData<Import>(key, onItsWay(await act()));
  } catch (error) {
    notAskedFor(id);
    say(`${failed}: ${messageOf(error)}`, { problem: true });
    await queryClient.invalidateQueries({ queryKey: key });
  }
  void queryClient.invalidateQueries({ queryKey: importsQuery.queryKey });
}

const one = api.imports.imports[':id'];
export const startImport = (id: string) => step(id, () => answer(one.start.$post({ param: { id } })), 'Not started', 'running');
export const pauseImport = (id: string) => step(id, () => answer(one.pause.$post({ param: { id } })), 'Not paused');
/** @param seen the status that it had, where the import itself is not on the page */
export const undoImport = (id: string, seen?: Import['status']) => {
  if (seen) askedFor(id, seen, 'undoing');
  return step(id, () => answer(one.undo.$post({ param: { id } })), 'Not taken back', 'undoing');
};
export const changePlan = (id: string, patch: ImportPlanPatch) =>
  step(id, () => answer(one.plan.$patch({ param: { id }, json: patch })), 'Not changed');
