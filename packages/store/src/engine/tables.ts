// Written by `npm run generate:tables` from the migrated database; a test fails when the two differ.
import type { ColumnType } from 'kysely';

/** PostgreSQL's exact decimals leave it as text. */
type Decimal = ColumnType<string, string | number, string | number>;
type Instant = ColumnType<Date, Date | string, Date | string>;
/** Arrays must be given as JSON text: an array by itself means a PostgreSQL array. */
type Json = ColumnType<unknown, object | string, object | string>;
/** Fills itself when an insert does not give it. */
type Filled<T> =
  T extends ColumnType<infer Read, infer Insert, infer Update>
    ? ColumnType<Read, Insert | undefined, Update>
    : ColumnType<T, T | undefined, T>;
/** Computed from other columns: never written. */
type Computed<T> = ColumnType<T, never, never>;

interface Accounts {
  workspace_id: Filled<string>;
  id: string;
  name: string;
  name_key: string;
  parent_id: string | null;
  owner_id: string | null;
  type: string | null;
  website: string | null;
  domain: string | null;
  industry: string | null;
  employees: number | null;
  revenue_minor: number | null;
  revenue_currency: string | null;
  year_founded: number | null;
  phone: string | null;
  address: string | null;
  city: string | null;
  country: string | null;
  description: string | null;
  custom: Filled<Json>;
  created_at: Instant | null;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
  version: Filled<number>;
  deleted_at: Instant | null;
  search_text: Computed<string | null>;
  last_interaction_at: Instant | null;
  merged_into: string | null;
}

interface AddressDecisions {
  workspace_id: Filled<string>;
  id: string;
  owner_id: string | null;
  scope: string;
  value: string;
  choice: string;
  contact_id: string | null;
  decided_by: string | null;
  decided_at: Filled<Instant>;
  undone_at: Instant | null;
  wrote: Json | null;
}

interface BuyingGroup {
  workspace_id: Filled<string>;
  deal_id: string;
  contact_id: string;
  role: string | null;
  is_primary: Filled<boolean>;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  id: Filled<string>;
}

interface CaptureFolders {
  workspace_id: Filled<string>;
  id: string;
  source_id: string;
  path: string;
  role: string | null;
  is_included: Filled<boolean>;
  uid_validity: Filled<number>;
  sync_state: Filled<Json>;
  on_server: number | null;
  read_count: Filled<number>;
  counted_at: Instant | null;
}

interface CaptureReads {
  workspace_id: Filled<string>;
  folder_id: string;
  uid_validity: number;
  uid: number;
  source_id: string;
  item_key: string | null;
  fate: string;
  reason: string | null;
  decision_id: string | null;
  recorded_at: Filled<Instant>;
  vanished_at: Instant | null;
}

interface CaptureSecrets {
  workspace_id: Filled<string>;
  source_id: string;
  sealed: Buffer;
  updated_at: Filled<Instant>;
}

interface CaptureSources {
  workspace_id: Filled<string>;
  id: string;
  kind: string;
  user_id: string;
  name: string;
  address: string | null;
  aliases: Filled<string[]>;
  settings: Filled<Json>;
  keeps_text: Filled<boolean>;
  level: Filled<string>;
  state: Filled<string>;
  state_code: string | null;
  state_message: string | null;
  retry_at: Instant | null;
  failures: Filled<number>;
  last_read_at: Instant | null;
  covers_since: Instant | null;
  must_fold: Filled<boolean>;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
  version: Filled<number>;
  deleted_at: Instant | null;
}

interface CapturedItems {
  workspace_id: Filled<string>;
  item_key: string;
  thread_id: string;
  interaction_id: string | null;
  occurred_at: Instant | null;
  answers_key: string | null;
  subject_key: string | null;
  people: number[] | null;
  is_answer: Filled<boolean>;
  is_orphan: Filled<boolean>;
  sequence: number | null;
  stamped_at: Instant | null;
  speakers: number[] | null;
}

interface Changes {
  workspace_id: Filled<string>;
  id: string;
  record_kind: string;
  record_id: string;
  field: string;
  from_value: Json | null;
  to_value: Json | null;
  occurred_at: Filled<Instant>;
  recorded_at: Filled<Instant>;
  user_id: string | null;
  source: string;
  import_id: string | null;
  key: string | null;
  reason: string | null;
}

interface CleaningChanges {
  workspace_id: Filled<string>;
  cleaning_id: string;
  position: number;
  finding_id: string;
  record_kind: string;
  record_id: string;
  field: string | null;
  from_value: Json | null;
  to_value: Json | null;
}

interface Cleanings {
  workspace_id: Filled<string>;
  id: string;
  user_id: string | null;
  key: string;
  answer: string;
  records: number;
  occurred_at: Filled<Instant>;
  undone_at: Instant | null;
}

interface ContactAbsences {
  workspace_id: Filled<string>;
  contact_id: string;
  back_on: string;
  said_at: Instant;
}

interface ContactPoints {
  workspace_id: Filled<string>;
  id: string;
  contact_id: string;
  kind: string;
  value: string;
  value_key: string;
  label: string | null;
  position: Filled<number>;
  status: Filled<string>;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  status_at: Instant | null;
  domain: string | null;
}

interface Contacts {
  workspace_id: Filled<string>;
  id: string;
  name: string;
  name_key: string;
  first_name: string | null;
  last_name: string | null;
  account_id: string | null;
  title: string | null;
  owner_id: string | null;
  lifecycle: string | null;
  language: string | null;
  country: string | null;
  description: string | null;
  email: string | null;
  phone: string | null;
  custom: Filled<Json>;
  created_at: Instant | null;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
  version: Filled<number>;
  deleted_at: Instant | null;
  erased_at: Instant | null;
  search_text: Computed<string | null>;
  last_interaction_at: Instant | null;
  merged_into: string | null;
}

interface Costs {
  workspace_id: Filled<string>;
  id: string;
  type: string;
  amount_minor: number;
  currency: string;
  incurred_on: string;
  lead_source: string | null;
  campaign: string | null;
  user_id: string | null;
  contact_id: string | null;
  account_id: string | null;
  deal_id: string | null;
  lead_id: string | null;
  description: string | null;
  custom: Filled<Json>;
  created_at: Instant | null;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
  version: Filled<number>;
  deleted_at: Instant | null;
}

interface DataTrust {
  workspace_id: Filled<string>;
  day: string;
  value: number | null;
  low: number | null;
  high: number | null;
  detail: Json;
  scanned_at: Filled<Instant>;
}

interface DealClocks {
  workspace_id: Filled<string>;
  as_of: string;
  clock: Json;
  computed_at: Filled<Instant>;
}

interface DealLines {
  workspace_id: Filled<string>;
  id: string;
  deal_id: string;
  product_id: string;
  position: Filled<number>;
  quantity: Decimal | null;
  unit_price_minor: number | null;
  amount_minor: number | null;
  import_id: string | null;
  recorded_at: Filled<Instant>;
}

interface Deals {
  workspace_id: Filled<string>;
  id: string;
  name: string;
  account_id: string | null;
  owner_id: string | null;
  pipeline_id: string;
  stage_id: string;
  status: string;
  amount_minor: number | null;
  currency: string | null;
  opened_at: Instant | null;
  expected_close_on: string | null;
  closed_at: Instant | null;
  loss_reason: string | null;
  competitor: string | null;
  lead_source: string | null;
  type: string | null;
  stated_probability: number | null;
  description: string | null;
  product_id: string | null;
  pushes: Filled<number>;
  custom: Filled<Json>;
  created_at: Instant | null;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
  version: Filled<number>;
  deleted_at: Instant | null;
  search_text: Computed<string | null>;
  last_interaction_at: Instant | null;
}

interface Decisions {
  workspace_id: Filled<string>;
  id: string;
  user_id: string;
  item_key: string;
  item_kind: string;
  subject_kind: string;
  subject_id: string;
  choice: string;
  reason_key: string | null;
  reason: string | null;
  until_on: string | null;
  facts: string;
  advice: Json;
  undoes: string | null;
  occurred_at: Filled<Instant>;
  recorded_at: Filled<Instant>;
}

interface DistinctPairs {
  workspace_id: Filled<string>;
  record_kind: string;
  a_id: string;
  b_id: string;
  decision_id: string;
  user_id: string | null;
  recorded_at: Filled<Instant>;
}

interface DuplicatePairs {
  workspace_id: Filled<string>;
  record_kind: string;
  a_id: string;
  b_id: string;
  probability: number;
  weight: number;
  terms: Json;
  found_at: Filled<Instant>;
}

interface DuplicateQueue {
  workspace_id: Filled<string>;
  record_kind: string;
  record_id: string;
  recorded_at: Filled<Instant>;
}

interface DuplicateScans {
  workspace_id: Filled<string>;
  record_kind: string;
  status: string;
  phase: string | null;
  progress: Filled<number>;
  records: Filled<number>;
  pairs: Filled<number>;
  notes: Filled<Json>;
  error: string | null;
  auto_merge_from: number | null;
  started_at: Instant | null;
  finished_at: Instant | null;
}

interface Employments {
  workspace_id: Filled<string>;
  id: string;
  contact_id: string;
  account_id: string;
  title: string | null;
  started_on: string | null;
  ended_on: string | null;
  is_primary: Filled<boolean>;
  import_id: string | null;
  recorded_at: Filled<Instant>;
}

interface ExternalKeys {
  workspace_id: Filled<string>;
  kind: string;
  source: string;
  key: string;
  record_id: string;
  external_id: string | null;
  fingerprint: Buffer;
  last_seen: Json;
  import_id: string | null;
  recorded_at: Filled<Instant>;
}

interface Findings {
  workspace_id: Filled<string>;
  id: string;
  key: string;
  rule: string;
  record_kind: string;
  record_id: string;
  part: Filled<string>;
  owner_id: string | null;
  account_id: string | null;
  detail: Json;
  chance: number | null;
  at_stake_minor: number | null;
  at_stake_currency: string | null;
  fingerprint: string;
  state: Filled<string>;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
}

interface HiddenThreads {
  workspace_id: Filled<string>;
  thread_id: string;
  user_id: string;
  recorded_at: Filled<Instant>;
}

interface IdempotencyKeys {
  workspace_id: Filled<string>;
  key: string;
  request_hash: string;
  status: number;
  body: Json;
  recorded_at: Filled<Instant>;
}

interface ImportFiles {
  workspace_id: Filled<string>;
  import_id: string;
  file_no: number;
  path: string;
  sha256: string;
  kind: string | null;
  plan: Json;
  rows: Filled<number>;
  created: Filled<number>;
  updated: Filled<number>;
  unchanged: Filled<number>;
  rejected: Filled<number>;
  done_line: Filled<number>;
  is_done: Filled<boolean>;
}

interface ImportRows {
  workspace_id: Filled<string>;
  import_id: string;
  file_no: number;
  line: number;
  outcome: string;
  record_id: string | null;
  cells: Json | null;
  column_name: string | null;
  reason: string | null;
  before: Json | null;
}

interface ImportShapes {
  workspace_id: Filled<string>;
  shape: string;
  plan: Json;
  updated_at: Filled<Instant>;
}

interface Imports {
  workspace_id: Filled<string>;
  id: string;
  name: string;
  status: string;
  system: string | null;
  inspection: Json | null;
  export_day: string | null;
  export_day_reason: string | null;
  rows_total: Filled<number>;
  rows_done: Filled<number>;
  error: string | null;
  conflicts: Filled<Json>;
  created_by: string | null;
  started_at: Instant | null;
  finished_at: Instant | null;
  undone_at: Instant | null;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
  version: Filled<number>;
  findings: Filled<Json>;
}

interface InteractionContents {
  workspace_id: Filled<string>;
  interaction_id: string;
  part: string;
  owner_id: string;
  source_id: string;
  content: string;
  is_shared: boolean;
  is_confidential: Filled<boolean>;
}

interface InteractionParticipants {
  workspace_id: Filled<string>;
  interaction_id: string;
  position: number;
  role: string;
  user_id: string | null;
  contact_id: string | null;
  address: string | null;
  has_accepted: boolean | null;
  occurred_at: Instant;
}

interface Interactions {
  workspace_id: Filled<string>;
  id: string;
  type: string;
  direction: string;
  state: Filled<string>;
  occurred_at: Instant;
  duration_minutes: number | null;
  subject: string | null;
  body: string | null;
  place: string | null;
  thread_key: string | null;
  user_id: string | null;
  contact_id: string | null;
  account_id: string | null;
  deal_id: string | null;
  lead_id: string | null;
  custom: Json | null;
  source: string;
  key: string;
  fingerprint: Buffer | null;
  import_id: string | null;
  created_at: Instant | null;
  recorded_at: Filled<Instant>;
  recorded_by: string | null;
  new_text_length: number | null;
  asks_question: boolean | null;
  is_hidden: Filled<boolean>;
}

interface Leads {
  workspace_id: Filled<string>;
  id: string;
  name: string;
  name_key: string;
  company: string | null;
  title: string | null;
  email: string | null;
  phone: string | null;
  status: string;
  status_name: string | null;
  source: string | null;
  campaign: string | null;
  owner_id: string | null;
  industry: string | null;
  employees: number | null;
  country: string | null;
  value_minor: number | null;
  value_currency: string | null;
  description: string | null;
  converted_at: Instant | null;
  account_id: string | null;
  contact_id: string | null;
  deal_id: string | null;
  custom: Filled<Json>;
  created_at: Instant | null;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
  version: Filled<number>;
  deleted_at: Instant | null;
  erased_at: Instant | null;
  search_text: Computed<string | null>;
  last_interaction_at: Instant | null;
  merged_into: string | null;
}

interface LinkageModels {
  workspace_id: Filled<string>;
  record_kind: string;
  model: Json;
  records: number;
  fitted_at: Filled<Instant>;
}

interface MeetingNotices {
  workspace_id: Filled<string>;
  source_id: string;
  owner_id: string;
  item_key: string;
  kind: string;
  person: Filled<number>;
  acceptance: string | null;
  sequence: number;
  stamped_at: Instant | null;
  from_at: Instant | null;
  recorded_at: Filled<Instant>;
}

interface MergeBatches {
  workspace_id: Filled<string>;
  id: string;
  record_kind: string;
  min_probability: number;
  status: Filled<string>;
  clusters: Filled<number>;
  done: Filled<number>;
  merged: Filled<number>;
  error: string | null;
  conflicts: Filled<Json>;
  user_id: string | null;
  started_at: Filled<Instant>;
  finished_at: Instant | null;
  undone_at: Instant | null;
}

interface MergeMoves {
  workspace_id: Filled<string>;
  table_name: string;
  column_name: string;
  row_id: string;
  row_part: Filled<string>;
  said_id: string;
  at_id: string;
  moved_at: Filled<Instant>;
}

interface MergeParts {
  workspace_id: Filled<string>;
  table_name: string;
  row_id: string;
  id: Filled<number>;
  said_id: string;
  at_id: string;
  told: Json;
  stands_for: string | null;
}

interface MergeValues {
  workspace_id: Filled<string>;
  id: Filled<number>;
  merge_id: string;
  record_kind: string;
  record_id: string;
  field: string;
  source_id: string | null;
  from_value: Json | null;
  to_value: Json | null;
  change_id: string | null;
  written_at: Filled<Instant>;
}

interface Merges {
  workspace_id: Filled<string>;
  id: string;
  record_kind: string;
  kept_id: string;
  merged_ids: string[];
  moved: Filled<number>;
  batch_id: string | null;
  user_id: string | null;
  merged_at: Filled<Instant>;
  undone_at: Instant | null;
  undone_by: string | null;
  conflicts: Filled<Json>;
  erased_at: Instant | null;
}

interface Needs {
  workspace_id: Filled<string>;
  id: string;
  words: string;
  language: string | null;
  contact_id: string | null;
  account_id: string | null;
  deal_id: string | null;
  lead_id: string | null;
  occurred_at: Instant | null;
  author_id: string | null;
  custom: Filled<Json>;
  created_at: Instant | null;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
  version: Filled<number>;
  deleted_at: Instant | null;
}

interface NextSteps {
  workspace_id: Filled<string>;
  id: string;
  what: string;
  promised_by: string;
  user_id: string | null;
  contact_id: string | null;
  account_id: string | null;
  deal_id: string | null;
  lead_id: string | null;
  due_on: string | null;
  status: Filled<string>;
  settled_at: Instant | null;
  custom: Filled<Json>;
  created_at: Instant | null;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
  version: Filled<number>;
  deleted_at: Instant | null;
}

interface Notes {
  workspace_id: Filled<string>;
  id: string;
  body: string;
  author_id: string | null;
  contact_id: string | null;
  account_id: string | null;
  deal_id: string | null;
  lead_id: string | null;
  occurred_at: Instant | null;
  custom: Filled<Json>;
  created_at: Instant | null;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
  version: Filled<number>;
  deleted_at: Instant | null;
}

interface Outcomes {
  workspace_id: Filled<string>;
  id: string;
  promised: string;
  delivered: string | null;
  promised_on: string | null;
  delivered_on: string | null;
  contact_id: string | null;
  account_id: string | null;
  deal_id: string | null;
  lead_id: string | null;
  custom: Filled<Json>;
  created_at: Instant | null;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
  version: Filled<number>;
  deleted_at: Instant | null;
}

interface PendingReferences {
  workspace_id: Filled<string>;
  record_kind: string;
  record_id: string;
  field: string;
  source: string;
  target_kind: string;
  reference: Json;
  import_id: string | null;
  recorded_at: Filled<Instant>;
}

interface Pipelines {
  workspace_id: Filled<string>;
  id: string;
  name: string;
  name_key: string;
  position: Filled<number>;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  deleted_at: Instant | null;
}

interface Products {
  workspace_id: Filled<string>;
  id: string;
  name: string;
  name_key: string;
  code: string | null;
  family: string | null;
  price_minor: number | null;
  price_currency: string | null;
  is_active: Filled<boolean>;
  custom: Filled<Json>;
  created_at: Instant | null;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
  version: Filled<number>;
  deleted_at: Instant | null;
}

interface Proposals {
  workspace_id: Filled<string>;
  id: string;
  owner_id: string;
  kind: string;
  contact_id: string;
  account_id: string | null;
  deal_id: string | null;
  field: string;
  value: Json;
  value_key: string;
  interaction_id: string;
  occurred_at: Instant;
  state: Filled<string>;
  decided_at: Instant | null;
  recorded_at: Filled<Instant>;
  wrote: Json | null;
}

interface Rates {
  workspace_id: Filled<string>;
  from_currency: string;
  to_currency: string;
  on_day: string;
  rate: Decimal;
  import_id: string | null;
  recorded_at: Filled<Instant>;
}

interface RecordKeys {
  workspace_id: Filled<string>;
  key: number;
  record_id: string;
}

interface SearchWords {
  workspace_id: Filled<string>;
  word: string;
}

interface Stages {
  workspace_id: Filled<string>;
  id: string;
  pipeline_id: string;
  name: string;
  name_key: string;
  position: number;
  status: string;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  deleted_at: Instant | null;
}

interface Targets {
  workspace_id: Filled<string>;
  id: string;
  period: string;
  amount_minor: number;
  currency: string;
  user_id: string | null;
  team_id: string | null;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
  version: Filled<number>;
  deleted_at: Instant | null;
  created_at: Instant | null;
}

interface Teams {
  workspace_id: Filled<string>;
  id: string;
  name: string;
  name_key: string;
  region: string | null;
  manager_name: string | null;
  manager_user_id: string | null;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
  version: Filled<number>;
  deleted_at: Instant | null;
}

interface Users {
  workspace_id: Filled<string>;
  id: string;
  name: string;
  name_key: string;
  email: string | null;
  role: Filled<string>;
  is_active: Filled<boolean>;
  team_id: string | null;
  manager_name: string | null;
  region: string | null;
  time_zone: string | null;
  locale: string | null;
  auth_user_id: string | null;
  settings: Filled<Json>;
  custom: Filled<Json>;
  created_at: Instant | null;
  import_id: string | null;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
  version: Filled<number>;
  deleted_at: Instant | null;
}

interface WaitingAddresses {
  workspace_id: Filled<string>;
  source_id: string;
  address: string;
  item_key: string;
  owner_id: string;
  domain: string;
  name: string | null;
  role: string;
  is_from_us: Filled<boolean>;
  occurred_at: Instant;
  decision_id: string | null;
  has_interaction: Filled<boolean>;
}

interface WaitingItems {
  workspace_id: Filled<string>;
  source_id: string;
  item_key: string;
  owner_id: string;
  kind: string;
  facts: Json;
  recorded_at: Filled<Instant>;
  decision_id: string | null;
}

interface Workspaces {
  workspace_id: string;
  name: string;
  currency: Filled<string>;
  time_zone: Filled<string>;
  locale: Filled<string>;
  export_day: string | null;
  export_day_reason: string | null;
  is_sample: Filled<boolean>;
  settings: Filled<Json>;
  version: Filled<number>;
  recorded_at: Filled<Instant>;
  updated_at: Filled<Instant>;
}

export interface Tables {
  'app.accounts': Accounts;
  'app.address_decisions': AddressDecisions;
  'app.buying_group': BuyingGroup;
  'app.capture_folders': CaptureFolders;
  'app.capture_reads': CaptureReads;
  'app.capture_secrets': CaptureSecrets;
  'app.capture_sources': CaptureSources;
  'app.captured_items': CapturedItems;
  'app.changes': Changes;
  'app.cleaning_changes': CleaningChanges;
  'app.cleanings': Cleanings;
  'app.contact_absences': ContactAbsences;
  'app.contact_points': ContactPoints;
  'app.contacts': Contacts;
  'app.costs': Costs;
  'app.data_trust': DataTrust;
  'app.deal_clocks': DealClocks;
  'app.deal_lines': DealLines;
  'app.deals': Deals;
  'app.decisions': Decisions;
  'app.distinct_pairs': DistinctPairs;
  'app.duplicate_pairs': DuplicatePairs;
  'app.duplicate_queue': DuplicateQueue;
  'app.duplicate_scans': DuplicateScans;
  'app.employments': Employments;
  'app.external_keys': ExternalKeys;
  'app.findings': Findings;
  'app.hidden_threads': HiddenThreads;
  'app.idempotency_keys': IdempotencyKeys;
  'app.import_files': ImportFiles;
  'app.import_rows': ImportRows;
  'app.import_shapes': ImportShapes;
  'app.imports': Imports;
  'app.interaction_contents': InteractionContents;
  'app.interaction_participants': InteractionParticipants;
  'app.interactions': Interactions;
  'app.leads': Leads;
  'app.linkage_models': LinkageModels;
  'app.meeting_notices': MeetingNotices;
  'app.merge_batches': MergeBatches;
  'app.merge_moves': MergeMoves;
  'app.merge_parts': MergeParts;
  'app.merge_values': MergeValues;
  'app.merges': Merges;
  'app.needs': Needs;
  'app.next_steps': NextSteps;
  'app.notes': Notes;
  'app.outcomes': Outcomes;
  'app.pending_references': PendingReferences;
  'app.pipelines': Pipelines;
  'app.products': Products;
  'app.proposals': Proposals;
  'app.rates': Rates;
  'app.record_keys': RecordKeys;
  'app.search_words': SearchWords;
  'app.stages': Stages;
  'app.targets': Targets;
  'app.teams': Teams;
  'app.users': Users;
  'app.waiting_addresses': WaitingAddresses;
  'app.waiting_items': WaitingItems;
  'app.workspaces': Workspaces;
}
