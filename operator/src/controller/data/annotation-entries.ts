/** Parses an annotation of a Storefront with one value per store: `postgres=VALUE,redis=VALUE`. Pure. */
import type { Storefront } from '../../api/storefront.ts';

/** Store -> value. */
export function annotationEntries({ metadata }: Storefront, annotation: string): ReadonlyMap<string, string> {
  const { annotations } = metadata;
  const entryList = typeof annotations === 'object' && annotations !== null ? Object.entries(annotations) : [];
  const [, text] = entryList.find(([name]) => name === annotation) ?? [];
  const entries = String(text ?? '')
    .split(',')
    .map((entry) => entry.trim().split('='));
  return new Map(entries.map(([store = '', value = '']) => [store, value]));
}
