/** A service as a process: Node runs its TypeScript directly. */
import { fileURLToPath } from 'node:url';
import type { ServiceModel } from '@mambogo/operator/model/model.ts';
import type { ProcessSpec } from '../supervisor/process-spec.ts';

export const serviceFolder = (name: string): string =>
  fileURLToPath(new URL(`../../services/${name}`, import.meta.url));

export const nodeFlags = ['--disable-warning=ExperimentalWarning'];

export const serviceProcess = (service: ServiceModel, environment: Readonly<Record<string, string>>): ProcessSpec => ({
  name: service.name,
  command: process.execPath,
  args: [...nodeFlags, 'src/main.ts'],
  folder: serviceFolder(service.name),
  environment: { ...environment, ...allocator },
  ready: () => isReady(service),
  readyTimeoutMs: 90_000,
  stopTimeoutMs: 15_000,
  minLogLevel: 'warn',
});

/**
 * One malloc arena for all threads: glibc's default of one per thread kept 120 MB in a service that hashes passwords
 * (measured).
 */
const allocator = { MALLOC_ARENA_MAX: '1' };

async function isReady({ host, port }: ServiceModel): Promise<boolean> {
  const answer = await fetch(`http://${host}:${port}/healthz/ready`, { signal: AbortSignal.timeout(2_000) });
  await answer.body?.cancel();
  return answer.ok;
}
