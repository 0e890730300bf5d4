/** The slug of a product. */
import { z } from 'zod';
import { limits } from './limits.ts';

/** Part of a product's URL. Never of the form of an id: URLs with ids stay valid. */
export const ProductSlug = z
  .string()
  .min(1)
  .max(limits.text.category)
  .regex(/^(?![0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$)[a-z0-9]+(-[a-z0-9]+)*$/);
