import { kindOfHeader, type RecordKind, type SideTable, type SourceSystem } from '@windshield/core';
import { kindsNamedIn } from '../headers/field-of-header.ts';
import { callColumns } from './call-log.ts';
import { kindByScore } from './kind-by-score.ts';
import { kindWords } from './kind-words.ts';
import type { Sample } from './sample.ts';
import { byWarehouseTable, type What } from './warehouse-tables.ts';

export interface Identity {
  readonly system: SourceSystem;
  readonly kind?: RecordKind;
  readonly side?: SideTable;
  readonly skipReason?: string;
}

const salesforcePrefixes: Readonly<Record<string, What>> = {
  '001': { kind: 'accounts' },
  '003': { kind: 'contacts' },
  '005': { kind: 'users' },
  '006': { kind: 'deals' },
  '00Q': { kind: 'leads' },
  '00T': { kind: 'interactions' },
  '00U': { kind: 'interactions' },
  '02s': { kind: 'interactions' },
  '01t': { kind: 'products' },
  '017': { kind: 'changes' },
  '00k': { side: 'dealLines' },
  '00K': { side: 'dealContacts' },
  '00E': { side: 'userRoles' },
  '801': { skipReason: 'holds orders, which Windshield does not keep' },
  '701': { skipReason: 'holds campaigns; their names come with leads and deals' },
  '500': { skipReason: 'holds support cases, which Windshield does not keep' },
};

/** Whose export a file is and what it holds: by the system's own marks first, then by headers, file name and cells. */
export function identify(sample: Sample): Identity {
  const own = kindOfHeader(sample.table.header);
  if (own) return { system: 'windshield', kind: own };
  const headers = sample.table.header;
  const system = systemOf(sample);
  if (isDictionary(sample))
    return { system, side: 'dictionary', skipReason: 'describes the columns of the other files; read for units, not as records' };
  if (system === 'salesforce') {
    const byId = bySalesforceId(sample);
    if (byId) return { system, ...byId };
  }
  const byTable = byWarehouseTable(sample);
  if (byTable)
    return {
      system:
        system === 'file'
          ? sample.keys.includes('opportunityid') || sample.keys.includes('parentroleid')
            ? 'salesforce'
            : 'hubspot'
          : system,
      ...byTable,
    };
  const named = system === 'dynamics' ? /\(.+?\)\s*(.+)/.exec(headers[0] ?? '')?.[1] : sample.prefix;
  const byPrefix = named ? kindWords.find(([words]) => words.test(named))?.[1] : undefined;
  if (byPrefix) return { system, kind: byPrefix };
  if (system === 'file' && callColumns(sample)) return { system, kind: 'interactions' };
  const kind = kindByScore(sample);
  if (kind) return { system, kind };
  if (/\.(ics|ical|eml|emlx|mbox)$/i.test(sample.input.name))
    return { system, skipReason: 'is mail or a calendar; add it under Mail and calendar in the settings' };
  if (system === 'file' && !/[,;\t|]/.test(sample.table.dialect.delimiter)) return { system, skipReason: 'is text, not a table' };
  if (/\.(txt|md)$|^(licen[cs]e|readme|copying)/i.test(sample.input.name)) return { system, skipReason: 'is text, not a table of records' };
  return {
    system,
    skipReason: `has no columns that tell what its rows are (${headers.slice(0, 5).join(', ')}${headers.length > 5 ? ', …' : ''})`,
  };
}

function systemOf(sample: Sample): SourceSystem {
  const headers = sample.table.header;
  const has = (...names: string[]) => names.every((name) => headers.includes(name));
  if (
    headers.some((header) =>
      /^\((do not modify|nicht ändern|ne pas modifier|no modificar|non modificare|niet wijzigen|não modificar)\)/i.test(header),
    )
  )
    return 'dynamics';
  if (
    headers.some((header) => /\.id$/i.test(header)) ||
    sample.cells.some((cells) => cells.length > 0 && /^zcrm_\d+$/.test(cells[0] ?? ''))
  )
    return 'zoho';
  if (sample.prefix !== '' && kindWords.some(([words]) => words.test(sample.prefix))) return 'pipedrive';
  if (headers.some((header) => /^`?"?property_/i.test(header)) || has('engagement_id') || has('portal_id')) return 'hubspot';
  if (has('Record ID') && headers.some((header) => /^(company|contact|deal) owner$|^associated |hubspot|^create date$/i.test(header)))
    return 'hubspot';
  if (/hubspot/i.test(sample.input.name)) return 'hubspot';
  if (
    bySalesforceId(sample) ||
    hasSalesforceIds(sample) ||
    headers.some((header) => /__c$/.test(header)) ||
    has('Opportunity Owner', 'Stage') ||
    has('StageName') ||
    has('Account Owner', 'Last Activity')
  )
    return 'salesforce';
  return 'file';
}

/** By the prefix of the rows' own ids. */
function bySalesforceId(sample: Sample): What | undefined {
  const own = sample.table.header.findIndex((header) => /^(id|case safe id)$/i.test(header));
  if (own === -1 || !(idPrefix(sample, own) in salesforcePrefixes)) return undefined;
  if (sample.keys.includes('fivetranstart') && sample.keys.includes('fivetranend')) {
    return { skipReason: 'holds earlier states of records; the current table is read' };
  }
  return salesforcePrefixes[idPrefix(sample, own)];
}

/** Whether a column that is named as some object's id holds Salesforce's ids of that object: "Opportunity-ID". */
function hasSalesforceIds(sample: Sample): boolean {
  return sample.table.header.some((header, index) => {
    if (!/(^|[^a-z])ids?([^a-z]|$)/i.test(header)) return false;
    const what = salesforcePrefixes[idPrefix(sample, index)];
    return what !== undefined && 'kind' in what && kindsNamedIn(header).includes(what.kind);
  });
}

/** The first three signs that all ids of a column share; '' when its cells are no Salesforce ids. */
function idPrefix(sample: Sample, index: number): string {
  const ids = sample.cells[index] ?? [];
  const prefix = ids[0]?.slice(0, 3) ?? '';
  return ids.length > 0 && ids.every((id) => /^[a-zA-Z0-9]{15,19}$/.test(id) && id.startsWith(prefix)) ? prefix : '';
}

function isDictionary(sample: Sample): boolean {
  return sample.keys.length <= 4 && sample.keys.includes('table') && sample.keys.includes('field') && sample.keys.includes('description');
}
