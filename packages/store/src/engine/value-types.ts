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

const asDate = pg.types.getTypeParser(builtins.TIMESTAMPTZ) as (text: string) => Date;

/** ISO 8601 in UTC to the millisecond. Servers in UTC write an instant almost like that: `2026-11-21 09:30:00.123456+00`. */
function instant(text: string): string {
  if (text.length > 29 || text.charCodeAt(10) !== space || !text.endsWith('+00')) return asDate(text).toISOString();
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).padEnd(3, '0').slice(0, 3)}Z`;
}

const space = 32;

/** How values leave PostgreSQL: int8 as number, date as `YYYY-MM-DD` (a day has no time zone), the rest as `pg` does. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === builtins.INT8) return integer;
    if (oid === builtins.DATE) return asText;
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

/** The same, and instants as JSON has them. */
export const jsonTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    return oid === builtins.TIMESTAMPTZ ? instant : valueTypes.getTypeParser(oid, format);
  },
} as pg.CustomTypesConfig;
