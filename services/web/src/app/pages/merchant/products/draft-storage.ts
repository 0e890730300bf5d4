/** Keeps a product draft in sessionStorage across reloads and log-ins, until it is saved or discarded. Pure except for storage. */
import { emptyDraft, type ProductDraft } from './product-draft.ts';

export interface Editing {
  readonly draft: ProductDraft;
  /** The state that the draft is based on. */
  readonly base: ProductDraft;
  /** Version of the product at that time; 0 for a new one. */
  readonly version: number;
}

/** @returns undefined for an invalid or outdated format */
export function readEditing(text: string | null): Editing | undefined {
  const { draft, base, version } = recordOf(parse(text ?? ''));
  const [typed, begun] = [readDraft(draft), readDraft(base)];
  return typed && begun && typeof version === 'number' ? { draft: typed, base: begun, version } : undefined;
}

const storageKeyOf = (id: string) => `merchant-product-${id}`;

export const loadEditing = (id: string): Editing | undefined => readEditing(sessionStorage.getItem(storageKeyOf(id)));

/** @param editing undefined deletes the draft */
export function saveEditing(id: string, editing: Editing | undefined): void {
  if (editing) sessionStorage.setItem(storageKeyOf(id), JSON.stringify(editing));
  else sessionStorage.removeItem(storageKeyOf(id));
}

function readDraft(value: unknown): ProductDraft | undefined {
  const { images, ...given } = recordOf(value);
  const { images: none, ...texts } = emptyDraft;
  // A draft of an earlier release has no options.
  const entries = Object.keys(texts).map((field) => [field, given[field] ?? (field in later ? '' : undefined)]);
  if (!entries.every(([, text]) => typeof text === 'string') || !Array.isArray(images)) return undefined;
  const pictures = images.map((image) => {
    const { key, url, alt } = recordOf(image);
    return { key: String(key), url: String(url ?? ''), alt: String(alt ?? '') };
  });
  return { ...emptyDraft, ...Object.fromEntries(entries), images: pictures };
}

/** Fields that earlier releases did not have. */
const later = { options: '', variantOf: '' };

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
