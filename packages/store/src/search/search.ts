import type { WorkspaceTransaction } from '../engine/index.ts';

export interface Hit {
  readonly kind: 'account' | 'contact' | 'deal' | 'lead';
  readonly id: string;
  readonly title: string;
  readonly subtitle: string | null;
}

/**
 * People, accounts, deals and leads whose name, mail or domain has the words of `q`, in any order, as beginnings or parts of words; case
 * and accents do not matter. When that finds little, names that are spelled a bit otherwise too. Best first: names that begin like `q`,
 * then words that do, then the rest.
 */
export async function search(tx: WorkspaceTransaction, q: string, limit = 12): Promise<Hit[]> {
  return tx.raw<Hit>('select kind, id, title, subtitle from app.search($1, $2)', [q, limit], 'search');
}
