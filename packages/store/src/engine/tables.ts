/** The tables of schema `app` as Kysely sees them. Written by `npm run generate:tables` from the migrated database: do not edit. */
// biome-ignore lint/suspicious/noExplicitAny: replaced by the generated types
export type Tables = any;
