/** Pagination by page number (catalogues) and by cursor (orders, events: nothing is skipped while rows are added). */
import { z } from 'zod';
import { limits } from './limits.ts';

export const pageQuery = {
  page: z.coerce.number().int().min(1).max(limits.pages).default(1),
  size: z.coerce.number().int().min(limits.pageSize.min).max(limits.pageSize.max).default(limits.pageSize.default),
};

export const Page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), page: z.int(), size: z.int(), total: z.int() });

export const cursorQuery = {
  cursor: z.string().max(200).optional(),
  size: pageQuery.size,
};

export const Cursor = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().optional() });
