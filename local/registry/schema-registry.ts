/**
 * The schema registry of a shop on this machine: `npm start -- --registry`. The services register their schemas by themselves, so
 * the shop opens whether or not the registry has started.
 */

import type { AddressSource } from '../shop/shop-addresses.ts';
import { storeServerOptions } from '../shop/store-server-options.ts';
import { psql } from '../stores/postgres.ts';
import { postgresRoles } from '../stores/store-roles.ts';
import type { Progress } from '../supervisor/progress.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import type { RegistryPrograms } from '../toolchain/registry-programs.ts';
import { registryApi, registryPorts, registryProcess } from './apicurio.ts';

export interface SchemaRegistryOptions {
  readonly shop: AddressSource;
  readonly portOffset: number;
  readonly programs: RegistryPrograms;
  /** Folder of PostgreSQL's programs. */
  readonly postgres: string;
  readonly supervisor: Supervisor;
  readonly progress: Progress;
}

/** Its database, and the role that owns it. */
const name = 'registry';

export const schemaRegistryUrl = (portOffset: number): string => registryApi(registryPorts(portOffset));

/** @param postgresReady resolves when PostgreSQL is ready */
export async function startSchemaRegistry(options: SchemaRegistryOptions, postgresReady: Promise<void>): Promise<void> {
  const { shop, portOffset, programs, supervisor, progress } = options;
  const { postgres } = storeServerOptions(shop);
  const password = shop.secret('database-password/registry');
  await postgresReady;
  await progress.step('Schema registry', async () => {
    await psql(postgres, options.postgres, postgresRoles([{ database: name, role: name, password }]));
    const url = `jdbc:postgresql://127.0.0.1:${postgres.port}/${name}`;
    const storage = { kind: 'postgresql', url, user: name, password } as const;
    await supervisor.start('registry', registryProcess(registryPorts(portOffset), storage, programs));
  });
}
