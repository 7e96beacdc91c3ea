export { fromRow, kindOfHeader, rowReader, type SystemRecord, toRow } from './codec.ts';
export { type ColumnType, columnsOf, exportFileName, fieldTypesOf } from './columns.ts';
export { guarded, unguarded } from './formula-guard.ts';
export type * from './inspection.ts';
export { sourceSystems } from './inspection.ts';
export { type FieldType, fieldsOf, type MappingField } from './mapping-fields.ts';
export { idKey, naturalKey } from './natural-key.ts';
export type * from './records.ts';
export { ofKind, recordKinds, roles } from './records.ts';
