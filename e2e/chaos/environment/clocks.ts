/**
 * Skewed clocks for services: libfaketime shifts a process's wall clock by the value in a file and leaves its monotonic clock
 * alone. A change takes effect within a second.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import { installPackages } from '@mambogo/local/toolchain/debian-packages.ts';

/** Debian's path, for any architecture. */
const searchPaths = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map(
  (machine) => `/usr/lib/${machine}/faketime/libfaketime.so.1`,
);

/** @returns undefined when it is missing and can't be installed */
export async function findFaketime(log: string): Promise<string | undefined> {
  const find = () => searchPaths.find((path) => existsSync(path));
  if (!find()) await installPackages(['libfaketime'], log).catch(() => undefined);
  return find();
}

export interface Clocks {
  /** Environment that gives a service its own clock. */
  environment(service: ServiceName): Record<string, string>;
  /** @param minutes how far the service's clock is ahead; 0: correct */
  set(service: ServiceName, minutes: number): void;
}

export function createClocks(library: string, folder: string): Clocks {
  mkdirSync(folder, { recursive: true });
  const file = (service: ServiceName) => join(folder, service);
  const set = (service: ServiceName, minutes: number) =>
    writeFileSync(file(service), `${minutes < 0 ? '' : '+'}${minutes}m\n`);
  return {
    set,
    environment(service) {
      set(service, 0);
      return {
        LD_PRELOAD: library,
        FAKETIME_TIMESTAMP_FILE: file(service),
        FAKETIME_CACHE_DURATION: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      };
    },
  };
}
