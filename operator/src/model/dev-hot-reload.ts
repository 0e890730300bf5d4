/**
 * Hot reload for service development: sources in running pods can be replaced. Enabled by an annotation of the Storefront,
 * ignored in prod. Pure.
 */
import type { Storefront } from '../api/storefront.ts';

export const hotReloadAnnotation = 'mambogo.com/live-sources';

export function isHotReloadEnabled({ metadata, spec }: Storefront): boolean {
  const annotations = metadata.annotations;
  const entries = typeof annotations === 'object' && annotations !== null && Object.entries(annotations);
  return (
    spec.profile !== 'prod' &&
    entries !== false &&
    entries.some(([name, value]) => name === hotReloadAnnotation && value === 'true')
  );
}
