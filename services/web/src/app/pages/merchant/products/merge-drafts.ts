/**
 * Somebody else saved the product meanwhile. What changed is told field by field, and what was typed here is carried over
 * to the new version: a field that was touched here keeps what was typed, any other takes what is there now. Pure.
 */
import type { DraftField, ProductDraft } from './product-draft.ts';

export interface ConcurrentChange {
  readonly field: DraftField;
  readonly before: string;
  readonly now: string;
  /** It was changed here, too: saving puts this in place of theirs. */
  readonly typed: boolean;
}

const fields: readonly DraftField[] = ['name', 'sku', 'price', 'category', 'brand', 'description', 'tags', 'images'];

/** @param base what the draft was begun from */
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

/** A field as one text, to compare and to show; pictures by what they are, not by their keys. */
const fieldText = (draft: ProductDraft, field: DraftField): string =>
  field === 'images' ? draft.images.map(({ url, alt }) => `${url} (${alt})`).join('\n') : draft[field];
