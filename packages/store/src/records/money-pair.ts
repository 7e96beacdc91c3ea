import type { WorkspaceTransaction } from '../engine/index.ts';
import type { Values } from './room.ts';

/**
 * An amount and its currency come and go together: without a currency an amount is in the workspace's own, and without an amount
 * there is no currency.
 */
export async function moneyPair(
  tx: WorkspaceTransaction,
  [amount, currency]: readonly [amount: string, currency: string],
  written: Values,
  current: Values | undefined,
): Promise<Values> {
  const after = { ...current, ...written };
  const hasAmount = after[amount] !== undefined && after[amount] !== null;
  const hasCurrency = after[currency] !== undefined && after[currency] !== null;
  if (hasAmount === hasCurrency) return {};
  if (!hasAmount) return { [currency]: null, [amount]: null };
  const [row] = await tx.raw<{ currency: string }>(
    'select currency from app.workspaces where workspace_id = (select app.workspace())',
    [],
    'home_currency',
  );
  return { [currency]: row?.currency };
}
