import type { Import } from '@windshield/contract';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { say } from '../ui/toasts.ts';
import { type ImportPlanPatch, importQuery, importsQuery } from './imports-query.ts';

/** What can be done with an import, each keeping the page in step; a problem is said in the server's words. */
async function step(id: string, act: () => Promise<Import>, failed: string): Promise<void> {
  try {
    queryClient.setQueryData(importQuery(id).queryKey, await act());
    void queryClient.invalidateQueries({ queryKey: importsQuery.queryKey });
  } catch (error) {
    say(`${failed}: ${messageOf(error)}`, { problem: true });
    await queryClient.invalidateQueries({ queryKey: importQuery(id).queryKey });
  }
}

export const startImport = (id: string) => step(id, () => answer(api.imports.imports[':id'].start.$post({ param: { id } })), 'Not started');
export const pauseImport = (id: string) => step(id, () => answer(api.imports.imports[':id'].pause.$post({ param: { id } })), 'Not paused');
export const undoImport = (id: string) =>
  step(id, () => answer(api.imports.imports[':id'].undo.$post({ param: { id } })), 'Not taken back');
export const changePlan = (id: string, patch: ImportPlanPatch) =>
  step(id, () => answer(api.imports.imports[':id'].plan.$patch({ param: { id }, json: patch })), 'Not changed');
