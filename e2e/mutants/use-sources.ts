/** Loads modules from given sources instead of their files. */
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Sources } from './mutant.ts';

export function useSources(sources: Sources): void {
  registerHooks({
    load(url, context, nextLoad) {
      const source = url.startsWith('file:') ? sources[fileURLToPath(url)] : undefined;
      if (source === undefined) return nextLoad(url, context);
      return { format: 'module-typescript', source, shortCircuit: true };
    },
  });
}
