/** Reads and validates the Storefront file of a shop, and rejects what one machine can't do. */
import { fileURLToPath } from 'node:url';
import { parseStorefront } from '@mambogo/operator/api/parse-storefront.ts';
import type { Storefront } from '@mambogo/operator/api/storefront.ts';
import { readInputFile } from '../cli/input-file.ts';
import { StartError } from '../supervisor/start-error.ts';

const defaultFile = fileURLToPath(new URL('../../storefronts/local.yaml', import.meta.url));

export function readStorefront(file: string = defaultFile): Storefront {
  const storefront = parseStorefront(read(file), file);
  const problem = unsupportedLocally(storefront);
  if (problem) throw new StartError(`${file}: ${problem}`);
  return storefront;
}

function read(file: string): string {
  try {
    return readInputFile(file);
  } catch (error) {
    throw new StartError(
      `the Storefront file cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Features of a cluster that this runner does not support. */
function unsupportedLocally({ spec }: Storefront): string | undefined {
  const externalStore = Object.entries(spec.data ?? {}).find(([, store]) => store && !('embedded' in store));
  if (externalStore) return `spec.data.${externalStore[0]}: on one machine every store is embedded`;
  if (spec.payments.provider !== 'simulator')
    return 'spec.payments.provider: on one machine only the simulator is supported';
  return undefined;
}
