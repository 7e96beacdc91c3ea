import type { WorkspaceTransaction } from '../engine/index.ts';

interface DealThen {
  readonly id: string;
  readonly accountId: string | null;
  readonly from: number;
  readonly to: number;
  readonly group: ReadonlySet<string>;
}

export interface DealsThen {
  /**
   * The deal that an interaction was about, where that is beyond doubt: the one deal open at the time whose buying group has one of the
   * contacts; where no group has, the one deal open then at the account.
   */
  dealOf(at: string, accountId: string | undefined, contactIds: readonly string[]): string | undefined;
}

/** Looks up all deals that could concern these people, open or closed since. */
export async function dealsThen(
  tx: WorkspaceTransaction,
  accountIds: readonly string[],
  contactIds: readonly string[],
): Promise<DealsThen> {
  const rows =
    contactIds.length === 0
      ? []
      : await tx.raw<{ id: string; account_id: string | null; opened: Date | null; closed: Date | null; status: string; people: string[] }>(
          `select d.id, d.account_id, coalesce(d.opened_at, d.created_at) as opened, d.closed_at as closed, d.status,
             array(select g.contact_id::text from app.buying_group g where g.workspace_id = d.workspace_id and g.deal_id = d.id) as people
           from app.deals d
           where d.workspace_id = (select app.workspace()) and d.deleted_at is null and d.id in (
             select a.id from app.deals a where a.workspace_id = (select app.workspace()) and a.account_id = any ($1::uuid[])
             union
             select g.deal_id from app.buying_group g where g.workspace_id = (select app.workspace()) and g.contact_id = any ($2::uuid[]))`,
          [accountIds, contactIds],
        );
  const byAccount = new Map<string, DealThen[]>();
  const byContact = new Map<string, DealThen[]>();
  const add = (map: Map<string, DealThen[]>, key: string, deal: DealThen) => {
    const list = map.get(key);
    if (list) list.push(deal);
    else map.set(key, [deal]);
  };
  for (const { id, account_id, opened, closed, status, people } of rows) {
    // Closed, and nobody knows when: it was open at no time that can be named.
    const to = status === 'open' ? Number.POSITIVE_INFINITY : (closed?.getTime() ?? Number.NEGATIVE_INFINITY);
    const deal = { id, accountId: account_id, from: opened?.getTime() ?? Number.NEGATIVE_INFINITY, to, group: new Set(people) };
    if (account_id !== null) add(byAccount, account_id, deal);
    for (const person of people) add(byContact, person, deal);
  }
  return {
    dealOf(at, accountId, contacts) {
      const time = Date.parse(at);
      const isOpen = ({ from, to }: DealThen) => from <= time && time <= to;
      const theirs = new Set<string>();
      for (const contact of contacts) for (const deal of byContact.get(contact) ?? []) if (isOpen(deal)) theirs.add(deal.id);
      if (theirs.size > 0) return theirs.size === 1 ? [...theirs][0] : undefined;
      const open = accountId === undefined ? [] : (byAccount.get(accountId) ?? []).filter(isOpen);
      return open.length === 1 ? open[0]?.id : undefined;
    },
  };
}
