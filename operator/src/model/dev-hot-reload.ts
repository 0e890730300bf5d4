/**
 * For the inner loop of who works on a service: its pods can be given other sources while they run. Asked for by an
 * annotation of the Storefront, never heard in prod. Pure.
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
