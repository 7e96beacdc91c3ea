import type { WorkspaceTransaction } from '../engine/index.ts';
import { nextSteps } from '../parts/index.ts';
import { contacts } from '../people/index.ts';
import { InvalidValue, NotFound } from '../records/index.ts';
import { addPoint, removePoint } from './decided-points.ts';

interface ProposalRow {
  readonly kind: 'contactField' | 'nextStep';
  readonly contact_id: string;
  readonly account_id: string | null;
  readonly deal_id: string | null;
  readonly field: string;
  readonly value: { readonly value?: string; readonly words?: string; readonly promisedBy?: 'us' | 'them'; readonly dueOn?: string };
}

/** What accepting wrote; empty where the record said so already. */
interface Wrote {
  readonly nextStep?: string | undefined;
  /** Id of the point of contact. */
  readonly point?: string | undefined;
  readonly title?: { readonly from: string | null; readonly to: string } | undefined;
}

/**
 * Accepts a proposal, as a change of the contact or a new next step with all that belongs to one (history, who, why), or dismisses it for
 * good: the same value is not proposed again.
 *
 * @throws NotFound, and what changing the record throws
 */
export async function decideProposal(tx: WorkspaceTransaction, id: string, choice: 'accept' | 'dismiss'): Promise<void> {
  const [proposal] = await tx.raw<ProposalRow>(
    `update app.proposals set state = $2, decided_at = now()
     where workspace_id = (select app.workspace()) and id = $1 and state = 'open' and owner_id = (select app.user_id())
     returning kind, contact_id, account_id, deal_id, field, value`,
    [id, choice === 'accept' ? 'accepted' : 'dismissed'],
  );
  if (!proposal) throw new NotFound('open proposal', id);
  if (choice === 'dismiss') return;
  const wrote = await accept(tx, proposal);
  await tx.raw('update app.proposals set wrote = $2 where workspace_id = (select app.workspace()) and id = $1', [
    id,
    JSON.stringify(wrote),
  ]);
}

async function accept(tx: WorkspaceTransaction, { kind, contact_id, account_id, deal_id, field, value }: ProposalRow): Promise<Wrote> {
  const circumstances = { reason: 'Read in a mail and accepted' };
  if (kind === 'nextStep') {
    const step = await nextSteps.create(tx, {
      what: value.words ?? 'Promised by mail',
      promisedBy: value.promisedBy ?? 'us',
      dueOn: value.dueOn ?? null,
      contactId: contact_id,
      accountId: account_id,
      dealId: deal_id,
    });
    return { nextStep: step.id };
  }
  const to = value.value ?? '';
  if (field === 'phone') return { point: await addPoint(tx, contact_id, { kind: 'phone', value: to }, circumstances) };
  const { title: from } = await contacts.get(tx, contact_id);
  const { title } = await contacts.change(tx, contact_id, undefined, { title: to }, circumstances);
  return title === null || title === from ? {} : { title: { from, to: title } };
}

/**
 * Takes a decision about a proposal back: it is open again, and what accepting it wrote is gone or is what it was before. What somebody changed or
 * built upon since stays as it is.
 *
 * @throws NotFound when the acting person decided no such thing, or took it back already; InvalidValue; what changing the record throws
 */
export async function undoProposal(tx: WorkspaceTransaction, id: string): Promise<void> {
  const [decided] = await tx.raw<Pick<ProposalRow, 'contact_id'> & { wrote: Wrote | null; state: string; decided_at: string }>(
    `select contact_id, wrote, state, decided_at::text as decided_at from app.proposals
     where workspace_id = (select app.workspace()) and id = $1 and state <> 'open' and owner_id = (select app.user_id()) for update`,
    [id],
  );
  if (!decided) throw new NotFound('decided proposal', id);
  const { contact_id: contactId, wrote, state } = decided;
  if (state === 'accepted' && wrote === null)
    throw new InvalidValue({
      field: 'id',
      message: 'is a proposal that was accepted before this could be taken back; change the record instead',
    });
  await tx.raw(
    `update app.proposals set state = 'open', decided_at = null, wrote = null where workspace_id = (select app.workspace()) and id = $1`,
    [id],
  );
  const circumstances = { reason: 'Accepting what was read in a mail was taken back' };
  if (wrote?.nextStep !== undefined) await removeStep(tx, wrote.nextStep, circumstances);
  if (wrote?.point !== undefined) await removePoint(tx, contactId, wrote.point, circumstances);
  if (wrote?.title && (await isTitleStill(tx, contactId, wrote.title.to, decided.decided_at)))
    await contacts.change(tx, contactId, undefined, { title: wrote.title.from }, circumstances);
}

async function removeStep(tx: WorkspaceTransaction, id: string, circumstances: { reason: string }): Promise<void> {
  const { version, deletedAt } = await nextSteps.get(tx, id);
  if (version === 1 && deletedAt === null) await nextSteps.remove(tx, id, version, circumstances);
}

/** Whether a title is what was written then, and nobody wrote one since. */
async function isTitleStill(tx: WorkspaceTransaction, contactId: string, title: string, since: string): Promise<boolean> {
  const [row] = await tx.raw(
    `select from app.contacts c where c.workspace_id = (select app.workspace()) and c.id = $1 and c.title = $2 and c.deleted_at is null
       and not exists (select from app.changes h where h.workspace_id = c.workspace_id and h.record_kind = 'contacts' and h.record_id = c.id
         and h.field = 'title' and h.recorded_at > $3::timestamptz)`,
    [contactId, title, since],
  );
  return row !== undefined;
}
