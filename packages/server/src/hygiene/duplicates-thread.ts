// A thread of its own: a large base takes a minute of computing and more memory than the server's own heap is given.
import { parentPort, workerData } from 'node:worker_threads';
import { findDuplicates, type LinkageModel, type LinkageTable, openComparer, reviewAt } from '@windshield/core';
import { hygiene } from '@windshield/store';
import type { FromScan, ScanWork, ToScan } from './duplicates-messages.ts';
import { isPlausible } from './plausible-model.ts';

const { enoughToFit, linkageFields, lookUpKeys, presetModel, presetModelOf, recordOf } = hygiene.duplicates;
const { kind, mostPairs } = workerData as ScanWork;
const fields = linkageFields[kind];
const ids: string[] = [];
const cells = Object.fromEntries(fields.map(({ name }) => [name, [] as (string | readonly string[] | undefined)[]]));
const pairsAtOnce = 1_000;

const tell = (message: FromScan) => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToScan) => {
  if ('rows' in message) takeRows(message.rows);
  else find();
});

function takeRows(text: string): void {
  const keyed: { id: string; keys: string[] }[] = [];
  for (const row of JSON.parse(text) as hygiene.duplicates.CompactRow[]) {
    const { id, values } = recordOf(kind, row);
    ids.push(id);
    for (const { name } of fields) cells[name]?.push(values[name]);
    keyed.push({ id, keys: lookUpKeys(kind, values) });
  }
  tell({ keyed });
}

function find(): void {
  const table: LinkageTable = { fields, rowCount: ids.length, cells };
  const onProgress = (doing: string, share?: number) => tell({ doing, share });
  const isFitted = ids.length >= enoughToFit;
  const settleModel = (fitted: LinkageModel) => (isPlausible(fitted) ? fitted : presetModelOf(kind, fitted));
  const { pairs, model, rules } = findDuplicates(table, { ...(isFitted ? { settleModel } : { model: presetModel(kind) }), onProgress });
  const recordAt = (row: number) => Object.fromEntries(fields.map(({ name }) => [name, cells[name]?.[row]]));
  const { compare } = openComparer(model);
  const likely = pairs.filter(({ probability }) => probability >= reviewAt);
  for (let from = 0; from < Math.min(likely.length, mostPairs); from += pairsAtOnce)
    tell({
      pairs: likely.slice(from, Math.min(from + pairsAtOnce, mostPairs)).map(({ a, b, probability }) => {
        const alone = compare(recordAt(a), recordAt(b));
        const found = { aId: ids[a] as string, bId: ids[b] as string, probability };
        if (Math.abs(probability - alone.probability) < 1e-6) return { ...found, weight: alone.weight, terms: alone.terms };
        // What a record has in common with third ones speaks too.
        const weight = Math.log2(probability / Math.max(1e-12, 1 - probability));
        return { ...found, weight, terms: [...alone.terms, { name: 'others', weight: weight - alone.weight }] };
      }),
    });
  const notes: string[] = [];
  if (likely.length > mostPairs) notes.push(`${likely.length} pairs may be the same; the surest ${mostPairs} are listed.`);
  const capped = rules.filter(({ cappedBlocks }) => cappedBlocks > 0).map(({ rule, cappedBlocks }) => `${cappedBlocks} of "${rule}"`);
  if (capped.length > 0) notes.push(`Passed over as too usual to tell anything: ${capped.join(', ')}.`);
  tell({
    done: { model: JSON.stringify(model), isFitted, mergeAt: model.mergeAt, pairs: likely.length, notes },
  });
}
