import { blockingKeys, type LinkageRecord } from '@windshield/core';
import type { MergeKind } from '../merging/index.ts';
import { linkageFields } from './compared-records.ts';

/** People of one company share its words and its domain: those tell nothing of who they are as long as there is a name or an address. */
const tellsNothingOfPeople = /^(company|words|domain)/;

/**
 * The keys under which a record is looked up, as signed 64-bit numbers in decimal: a hash of kind and key. Two keys that meet by chance
 * only cost a comparison.
 */
export function lookUpKeys(kind: MergeKind, record: LinkageRecord): string[] {
  const all = blockingKeys(record, linkageFields[kind]);
  const telling = kind === 'accounts' ? all : ofPeople(all);
  return [...new Set((telling.length > 0 ? telling : all).map((key) => hashOf(`${kind} ${key}`)))];
}

const ofName = /^(last\+initial|first\+start|names\+start|name \d)/;
const ofCompany = /^(company start|domain)/;

/** Names alone are shared by hundreds in a large base; together with the company they tell. */
function ofPeople(all: readonly string[]): string[] {
  const telling = all.filter((key) => !tellsNothingOfPeople.test(key));
  const names = telling.filter((key) => ofName.test(key)).slice(0, 4);
  const companies = all.filter((key) => ofCompany.test(key)).slice(0, 2);
  return [...telling, ...names.flatMap((name) => companies.map((company) => `${name} & ${company}`))];
}

const words = new Uint32Array(2);
const whole = new BigInt64Array(words.buffer);

/** FNV-1a over UTF-16 units, two of them with different primes and starts, each mixed at the end. */
function hashOf(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995);
  }
  words[0] = mixed(low);
  words[1] = mixed(high);
  return String(whole[0]);
}

function mixed(hash: number): number {
  let mixing = hash ^ (hash >>> 15);
  mixing = Math.imul(mixing, 0x2c1b3c6d);
  return (mixing ^ (mixing >>> 13)) >>> 0;
}
