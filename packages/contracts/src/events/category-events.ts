/** What becomes of categories (topic product.events, key categoryId). Products that change their category are product.changed besides. */
import { z } from 'zod';
import { CategoryId } from '../ids.ts';
import { defineEvent } from './event.ts';

const category = { version: 1, topic: 'product.events', key: 'categoryId' } as const;
const asItIs = z.object({ categoryId: CategoryId, slug: z.string(), name: z.string() });
const products = z.int().min(0).meta({ description: 'how many products changed their category by it' });

export const categoryCreated = defineEvent({
  ...category,
  name: 'category.created',
  summary: 'A category is in the catalogue',
  data: asItIs,
});

export const categoryChanged = defineEvent({
  ...category,
  name: 'category.changed',
  summary: 'A category was renamed; its former slug keeps leading to it',
  data: asItIs.extend({ formerSlug: z.string() }),
});

export const categoryMerged = defineEvent({
  ...category,
  name: 'category.merged',
  summary: 'A category is part of another one: its products are there, and its slugs lead there',
  data: asItIs.extend({ intoCategoryId: CategoryId, products }),
});

export const categoryRemoved = defineEvent({
  ...category,
  name: 'category.removed',
  summary: 'A category is gone, and its slugs with it',
  data: asItIs.extend({ movedToCategoryId: CategoryId.optional(), products }),
});
