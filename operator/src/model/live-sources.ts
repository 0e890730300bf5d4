/**
 * For the inner loop of who works on a service: its pods can be given other sources while they run. Asked for by an
 * annotation of the Storefront, never heard in prod. Pure.
 */
import type { Storefront } from '../api/storefront.ts';

export const liveSourcesAnnotation = 'mambogo.com/live-sources';

export function wantsLiveSources({ metadata, spec }: Storefront): boolean {
  const annotations = metadata.annotations;
  const said = typeof annotations === 'object' && annotations !== null && Object.entries(annotations);
  return (
    spec.profile !== 'prod' &&
    said !== false &&
    said.some(([name, value]) => name === liveSourcesAnnotation && value === 'true')
  );
}
