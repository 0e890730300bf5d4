/** The Storefront's own settings as layers: its rate limits, from the text of a file. Pure. */
import { RateLimits } from '@mambogo/contracts/rate-limits.ts';
import type { StorefrontLayers } from './layer-settings.ts';

export const storefrontLayer = 'spec.limits';

export function readStorefrontLayers(text: string): { readonly layers: StorefrontLayers; readonly error?: string } {
  if (text.trim() === '') return { layers: {} };
  try {
    const rateLimits = RateLimits.parse(JSON.parse(text));
    return { layers: { gateway: { name: storefrontLayer, values: { rateLimits } } } };
  } catch (error) {
    return { layers: {}, error: error instanceof Error ? error.message : String(error) };
  }
}
