import type { Inspection } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';

/** What was found in the files, and what a person settled since; undefined before the files were looked at, or when there is no such import. */
export async function importInspection(tx: WorkspaceTransaction, importId: string): Promise<Inspection | undefined> {
  const [row] = await tx.raw<{ inspection: Inspection | null }>('select inspection from app.imports where id = $1', [importId]);
  return row?.inspection ?? undefined;
}
