/**
 * Merges a draft after a concurrent change of the product. Lists the changes field by field, and rebases the draft on the new
 * version: edited fields keep their input, others take the current value. Pure.
 */
import type { DraftField, ProductDraft } from './product-draft.ts';

export interface ConcurrentChange {
  readonly field: DraftField;
  readonly before: string;
  readonly now: string;
  /** Also edited here: saving overwrites the other change with this value. */
  readonly typed: boolean;
}

const fields: readonly DraftField[] = [
  'name',
  'sku',
  'slug',
  'price',
  'category',
  'brand',
  'description',
  'tags',
  'options',
  'variantOf',
  'images',
];

/** @param base the state that the draft is based on */
export const concurrentChanges = (base: ProductDraft, now: ProductDraft, draft: ProductDraft): ConcurrentChange[] =>
  fields
    .filter((field) => fieldText(base, field) !== fieldText(now, field))
    .map((field) => ({
      field,
      before: fieldText(base, field),
      now: fieldText(now, field),
      typed: fieldText(draft, field) !== fieldText(base, field),
    }));

export const rebaseDraft = (base: ProductDraft, now: ProductDraft, draft: ProductDraft): ProductDraft => {
  const changedFields = fields.filter((field) => fieldText(draft, field) !== fieldText(base, field));
  return { ...now, ...Object.fromEntries(changedFields.map((field) => [field, draft[field]])) };
};

export const isTouched = (base: ProductDraft, draft: ProductDraft): boolean =>
  fields.some((field) => fieldText(draft, field) !== fieldText(base, field));

/** A field as one text, to compare and to show; images without their keys. */
const fieldText = (draft: ProductDraft, field: DraftField): string =>
  field === 'images' ? draft.images.map(({ url, alt }) => `${url} (${alt})`).join('\n') : draft[field];
