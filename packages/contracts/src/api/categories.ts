/** Schemas and routes of categories. A former slug of a category redirects to it. */
import { z } from 'zod';
import { CategoryId } from '../ids.ts';
import { limits } from '../limits.ts';
import { route } from '../route.ts';
import { SingleLineText } from '../text.ts';

export const Category = z.object({ id: CategoryId, slug: z.string(), name: z.string() }).meta({ id: 'Category' });
export type Category = z.infer<typeof Category>;

export const CategorySlug = z
  .string()
  .min(1)
  .max(limits.text.category)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

export const CategoryInput = z.strictObject({
  slug: CategorySlug,
  name: SingleLineText({ max: limits.text.category }),
});
export type CategoryInput = z.infer<typeof CategoryInput>;

const catalogue = { owner: 'product', rate: 'products' } as const;
const merchant = { owner: 'product', scopes: ['product:write'], rate: 'merchants' } as const;
const bySlug = z.object({ slug: CategorySlug });
const targetSlug = CategorySlug.meta({ description: 'the slug of the category that gets the products' });

export const listCategories = route({
  ...catalogue,
  id: 'listCategories',
  method: 'GET',
  path: '/api/v1/categories',
  summary: 'List all categories',
  responses: { 200: z.array(Category) },
});

export const getCategory = route({
  ...catalogue,
  id: 'getCategory',
  method: 'GET',
  path: '/api/v1/categories/{slug}',
  summary: 'Get a category',
  params: bySlug,
  redirects: 'the category has a new slug, or was merged into another one: `Location` is its URL',
  responses: { 200: Category },
});

export const createCategory = route({
  ...merchant,
  id: 'createCategory',
  method: 'POST',
  path: '/api/v1/categories',
  summary: 'Add a category',
  body: CategoryInput,
  staffText: ['name'],
  idempotent: 'optional',
  responses: { 201: Category },
});

export const changeCategory = route({
  ...merchant,
  id: 'changeCategory',
  method: 'PUT',
  path: '/api/v1/categories/{slug}',
  summary: 'Rename a category',
  params: bySlug,
  body: CategoryInput,
  staffText: ['name'],
  responses: { 200: Category },
});

export const mergeCategory = route({
  ...merchant,
  id: 'mergeCategory',
  method: 'POST',
  path: '/api/v1/categories/{slug}/merge',
  summary: 'Merge a category into another one',
  params: bySlug,
  body: z.strictObject({ into: targetSlug }),
  idempotent: 'optional',
  responses: { 200: Category },
});

export const removeCategory = route({
  ...merchant,
  id: 'removeCategory',
  method: 'DELETE',
  path: '/api/v1/categories/{slug}',
  summary: 'Remove a category',
  params: bySlug,
  query: z.strictObject({ moveProductsTo: targetSlug.optional() }),
  idempotent: 'optional',
  responses: { 204: undefined },
});
