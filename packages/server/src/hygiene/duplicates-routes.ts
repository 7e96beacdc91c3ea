import * as contract from '@windshield/contract';
import { reviewAt } from '@windshield/core';
import { hygiene, inWorkspace, type WorkspaceTransaction } from '@windshield/store';
import type { App } from '../app/context.ts';
import { demandRole, mount } from '../app/mount.ts';
import type { Services } from '../services.ts';
import { system } from '../workspace/index.ts';
import { checkSoon, likelySame } from './duplicates-check.ts';
import { askForMergeAll, askForUndoBatch } from './duplicates-merge-all.ts';
import { modelOf } from './duplicates-models.ts';
import { askForDuplicateScan } from './duplicates-scan.ts';
import { recordAsTyped } from './duplicates-typed.ts';
import { termsInWords } from './duplicates-words.ts';

const { duplicates, merging } = hygiene;
const fieldworkers = ['rep', 'manager', 'marketer', 'admin'] as const;
/** Who answers for the records of others: in bulk nobody looks at each. */
const overseers = ['manager', 'admin'] as const;
const mostLikely = 10;

/** What may be one, side by side; merging, taking back, and being told that they are different. */
export function mountDuplicates(app: App, services: Services): void {
  mount(
    app,
    services,
    contract.listDuplicates,
    async ({ query, within, actor }) => {
      const minProbability = query.minProbability ?? reviewAt;
      const { isBehind, ...answer } = await within(async (tx) => {
        const { model } = await modelOf(services, tx, query.kind);
        const { items, nextCursor } = await duplicates.listClusters(tx, { ...query, minProbability });
        return {
          items: items.map(({ pairs, ...cluster }) => ({
            ...cluster,
            ...presentCluster(cluster),
            canMergeAlone: cluster.probability >= model.mergeAt,
            pairs: pairs.map(({ terms, ...pair }) => ({ ...pair, terms: termsInWords(terms) })),
          })),
          nextCursor,
          counts: await duplicates.countWaiting(tx, minProbability, query.ownerId),
          isBehind: (await duplicates.isAnythingQueued(tx)) || (await neverScanned(tx)).length > 0,
        };
      });
      if (isBehind) await catchUp(services, actor.workspaceId);
      return answer;
    },
    { holdMs: 3_000 },
  );

  mount(app, services, contract.checkDuplicates, ({ body, actor }) => {
    const values = recordAsTyped(body.kind, body.values);
    const accountId = contract.Id.safeParse(body.kind === 'contacts' ? body.values['accountId'] : undefined);
    const read = async (tx: WorkspaceTransaction) => {
      const company = accountId.success ? await duplicates.companyOf(tx, accountId.data) : {};
      const likely = (await likelySame(services, tx, body.kind, { ...company, ...values }, body.exceptId)).slice(0, mostLikely);
      const records = await duplicates.sideRecords(
        tx,
        body.kind,
        likely.map(({ id }) => id),
      );
      return {
        items: likely.flatMap(({ id, probability, weight, terms }) => {
          const record = records.get(id);
          return record ? [{ record: presentRecord(record), probability, weight, terms: termsInWords(terms) }] : [];
        }),
      };
    };
    // nothing is written: it need not wait for begin and commit
    return inWorkspace(services.pools.app, actor, read, { readOnly: true });
  });

  mount(app, services, contract.mergeDuplicates, async ({ body, within, actor }) => {
    const merged = await within(async (tx) => merging.getMerge(tx, await merging.mergeRecords(tx, body)));
    afterMerging(services, actor.workspaceId);
    return presentMerge(merged);
  });

  mount(app, services, contract.listMerges, ({ query, within }) =>
    within(async (tx) => {
      const { items, nextCursor } = await merging.listMerges(tx, query);
      return { items: items.map(presentMerge), nextCursor };
    }),
  );

  mount(app, services, contract.undoMerge, async ({ params, within, actor }) => {
    const undone = await within(async (tx) => {
      await merging.undoMerge(tx, params.id);
      return merging.getMerge(tx, params.id);
    });
    afterMerging(services, actor.workspaceId);
    return presentMerge(undone);
  });

  mount(app, services, contract.notTheSame, ({ body, within }) => within((tx) => duplicates.notTheSame(tx, body.kind, body.ids)));
  mount(app, services, contract.undoNotTheSame, async ({ params, within }) => {
    await within((tx) => duplicates.undoNotTheSame(tx, params.id));
    return undefined;
  });

  mount(app, services, contract.mergeAll, ({ body, within, actor }) => {
    demandRole(actor, overseers, 'merge in bulk');
    return within(async (tx) => {
      const { batch, ...counted } = await askForMergeAll(services, tx, body);
      return { ...counted, batch: batch && presentBatch(batch) };
    });
  });
  mount(app, services, contract.listMergeBatches, ({ within }) =>
    within(async (tx) => ({ items: (await duplicates.listBatches(tx)).map(presentBatch) })),
  );
  mount(app, services, contract.undoMergeBatch, ({ params, within, actor }) => {
    demandRole(actor, overseers, 'take a bulk merge back as a whole');
    return within(async (tx) => presentBatch(await askForUndoBatch(tx, params.id)));
  });

  const scans = async (tx: WorkspaceTransaction) => ({
    items: (await duplicates.readScans(tx)).map((scan) => ({ ...scan, notes: [...scan.notes] })),
  });
  mount(app, services, contract.getDuplicateScan, ({ within }) => within(scans));
  mount(app, services, contract.scanDuplicates, ({ body, within, actor }) => {
    demandRole(actor, fieldworkers, 'look for duplicates');
    return within(async (tx) => {
      await askForDuplicateScan(tx, body.kind === undefined ? merging.mergeKinds : [body.kind]);
      return scans(tx);
    });
  });
}

async function neverScanned(tx: WorkspaceTransaction): Promise<hygiene.merging.MergeKind[]> {
  return (await duplicates.readScans(tx)).filter(({ status }) => status === 'never').map(({ kind }) => kind);
}

/** Whoever opens the list for the first time has all records looked through; what was written since is compared. */
function catchUp(services: Services, workspaceId: string): Promise<void> {
  checkSoon(services, workspaceId);
  return inWorkspace(services.pools.app, system(workspaceId), async (tx) => askForDuplicateScan(tx, await neverScanned(tx)));
}

function afterMerging(services: Services, workspaceId: string): void {
  services.clocks.refreshSoon(workspaceId);
  checkSoon(services, workspaceId);
}

const presentRecord = (record: hygiene.duplicates.SideRecord) => ({ ...record, points: [...record.points] });

const presentCluster = ({ records, fields }: Pick<hygiene.duplicates.ClusterView, 'records' | 'fields'>) => ({
  records: records.map(presentRecord),
  fields: fields.map((field) => ({ ...field, values: [...field.values], shown: [...field.shown] })),
});

const presentMerge = (merge: hygiene.merging.Merge) => ({
  ...merge,
  merged: [...merge.merged],
  filled: [...merge.filled],
  conflicts: [...merge.conflicts],
});

function presentBatch({ userId: _, ...batch }: hygiene.duplicates.MergeBatch) {
  return { ...batch, conflicts: [...batch.conflicts] };
}
