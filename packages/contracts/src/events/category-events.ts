/** Events of categories (topic product.events, key categoryId). Products that change their category also emit product.changed. */
import { z } from 'zod';
import { CategoryId } from '../ids.ts';
import { defineEvent } from './event.ts';

const category = { version: 1, topic: 'product.events', key: 'categoryId' } as const;
const categorySnapshot = z.object({ categoryId: CategoryId, slug: z.string(), name: z.string() });
const products = z.int().min(0).meta({ description: 'number of products whose category changed' });

export const categoryCreated = defineEvent({
  ...category,
  name: 'category.created',
  summary: 'A category was created',
  data: categorySnapshot,
});

export const categoryChanged = defineEvent({
  ...category,
  name: 'category.changed',
  summary: 'A category was renamed; its former slug redirects to it',
  data: categorySnapshot.extend({ formerSlug: z.string() }),
});

export const categoryMerged = defineEvent({
  ...category,
  name: 'category.merged',
  summary: 'A category was merged into another one, which has its products; its slugs redirect there',
  data: categorySnapshot.extend({ intoCategoryId: CategoryId, products }),
});

export const categoryRemoved = defineEvent({
  ...category,
  name: 'category.removed',
  summary: 'A category and its slugs were removed',
  data: categorySnapshot.extend({ movedToCategoryId: CategoryId.optional(), products }),
});
