import type { DealContact, DealLine, FilePlan, Ref } from '@windshield/core';
import { idKey } from '@windshield/core';
import { toMoney } from '../cells/money.ts';
import { parseNumber } from '../cells/number.ts';
import { parseTruth } from '../cells/truth.ts';
import { headerKey } from '../headers/header-key.ts';
import type { Input } from '../input/input.ts';
import { statusByName } from '../plan/stages.ts';
import type { ReadingDefaults } from '../reading.ts';
import { rowsOf } from '../table/rows.ts';
import { countSides, lacksDirection } from './call-sides.ts';
import type { ReadingContext, StageOfSystem } from './context.ts';
import { given } from './identity.ts';
import { normalId } from './plan-columns.ts';

type Field = (name: string) => string | undefined;

/**
 * Reads the files that hold no records of their own (line items, contact roles, pipelines, teams) into memory, for
 * `readRecords` of the others. Call once per import, before the first file is read; again after a crash.
 */
export async function prepareReading(
  inputs: readonly Input[],
  plans: readonly FilePlan[],
  defaults: ReadingDefaults,
): Promise<ReadingContext> {
  const dealLines = new Map<string, DealLine[]>();
  const dealContacts = new Map<string, DealContact[]>();
  const dealAccounts = new Map<string, Ref>();
  const stages = new Map<string, StageOfSystem>();
  const pipelines = new Map<string, string>();
  const roles = new Map<string, string>();
  const teams = new Map<string, string>();
  const teamOfUser = new Map<string, string>();
  const engagementContacts = new Map<string, Ref[]>();
  const engagementAccounts = new Map<string, Ref>();
  const engagementDeals = new Map<string, Ref>();
  const callNumbers = new Map<string, ReadonlyMap<string, number>>();

  for (const plan of plans) {
    if (lacksDirection(plan)) {
      const log = inputs.find((one) => one.path === plan.path);
      if (log) callNumbers.set(plan.path, await countSides(log, plan));
    }
    const input = plan.side && inputs.find((one) => one.path === plan.path);
    if (!input) continue;
    const key = (id: string | undefined) => (id === undefined ? undefined : idKey(normalId(id, plan.system)));
    const named = (map: Map<string, string>, id: string | undefined, name: string | undefined) => {
      if (id !== undefined && name !== undefined) map.set(normalId(id, plan.system), name);
    };
    await eachRow(input, plan, (field) => {
      const deal = key(field('opportunityid') ?? field('dealid'));
      const contact = key(field('contactid'));
      const engagement = key(field('engagementid'));
      const account = key(field('companyid') ?? field('accountid'));
      switch (plan.side) {
        case 'dealLines':
          if (deal !== undefined && field('isdeleted') !== 'true') push(dealLines, deal, lineOf(field, plan, key, defaults.currency));
          break;
        case 'dealContacts': {
          const isPrimary = parseTruth(field('isprimary') ?? '');
          if (deal !== undefined && contact !== undefined)
            push(dealContacts, deal, { contact: { key: contact }, ...given({ role: field('role'), isPrimary }) });
          break;
        }
        case 'dealAccounts':
          if (deal !== undefined && account !== undefined) dealAccounts.set(deal, { key: account });
          break;
        case 'dealStages': {
          const id = field('stageid');
          if (id !== undefined) stages.set(id, stageOf(field));
          break;
        }
        case 'dealPipelines':
          named(pipelines, field('pipelineid'), field('label'));
          break;
        case 'userRoles':
          named(roles, field('id'), field('name'));
          break;
        case 'teams':
          named(teams, field('id'), field('name'));
          break;
        case 'teamMembers':
          named(teamOfUser, field('userid'), field('teamid'));
          break;
        case 'engagementContacts':
          if (engagement !== undefined && contact !== undefined) push(engagementContacts, engagement, { key: contact });
          break;
        case 'engagementAccounts':
          if (engagement !== undefined && account !== undefined) engagementAccounts.set(engagement, { key: account });
          break;
        case 'engagementDeals':
          if (engagement !== undefined && deal !== undefined) engagementDeals.set(engagement, { key: deal });
          break;
      }
    });
  }
  return {
    ...defaults,
    plans,
    dealLines,
    dealContacts,
    dealAccounts,
    stages,
    pipelines,
    roles,
    teams,
    teamOfUser,
    engagementContacts,
    engagementAccounts,
    engagementDeals,
    callNumbers,
  };
}

async function eachRow(input: Input, plan: FilePlan, visit: (field: Field) => void): Promise<void> {
  const at = new Map(plan.columns.map((column) => [headerKey(column.header), column.index]));
  for await (const { rows } of rowsOf(input, plan.dialect, plan.columns.length)) {
    for (const { line, cells } of rows) {
      if (line <= plan.dialect.headerLine) continue;
      visit((name) => {
        const index = at.get(name);
        const text = index === undefined ? undefined : cells[index]?.trim();
        return text === '' ? undefined : text;
      });
    }
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function stageOf(field: Field): StageOfSystem {
  const name = field('label') ?? field('stageid') ?? '';
  if (parseTruth(field('closedwon') ?? '') === true || Number(field('probability')) >= 1) return { name, status: 'won' };
  const isClosed = parseTruth(field('isclosed') ?? '') === true || Number(field('probability') ?? 1) === 0;
  return { name, status: isClosed ? 'lost' : (statusByName(name) ?? 'open') };
}

function lineOf(field: Field, plan: FilePlan, key: (id: string | undefined) => string | undefined, currency: string): DealLine {
  const number = (name: string) => {
    const text = field(name);
    return text === undefined ? undefined : parseNumber(text, plan.format.decimal);
  };
  const code = plan.format.currency ?? currency;
  const money = (amount: number | undefined) => (amount === undefined ? undefined : toMoney(amount, code)?.amountMinor);
  const productKey = key(field('product2id') ?? field('productid'));
  const name = field('productname') ?? field('name');
  return {
    product: productKey === undefined && name === undefined ? { name: 'Unnamed product' } : given({ key: productKey, name }),
    ...given({ quantity: number('quantity'), unitPriceMinor: money(number('unitprice')), amountMinor: money(number('totalprice')) }),
  };
}
