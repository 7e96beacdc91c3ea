import pg from 'pg';

const { builtins } = pg.types;

/** int8 holds counts and minor units of money; both fit a JavaScript number, and one that does not must never be rounded silently. */
function integer(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`PostgreSQL returned the integer ${text}, which is beyond ±${Number.MAX_SAFE_INTEGER}`);
  return value;
}

const asText = (text: string): string => text;

/** How values leave PostgreSQL: int8 as number, date as `YYYY-MM-DD` (a day has no time zone), the rest as `pg` does. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === builtins.INT8) return integer;
    if (oid === builtins.DATE) return asText;
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;
