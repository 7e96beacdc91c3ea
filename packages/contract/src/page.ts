import { z } from 'zod';

/** Query parameters of every list. A cursor is opaque and belongs to the same filters and order. */
export const PageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(80),
});

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable().meta({ description: 'null: this was the last page' }) });

export const Flag = z.enum(['true', 'false']).transform((value) => value === 'true');
