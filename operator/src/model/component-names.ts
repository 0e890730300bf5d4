/** All components of a shop that have pods, by the values of their label `mambogo.com/part`, and their groups. Pure. */
import { services } from '@mambogo/blueprint/services.ts';
import { replicasComponent } from './replica-names.ts';
import { schemaRegistryComponent } from './schema-registry-names.ts';
import { serverOf, storeServers } from './store-server.ts';

export const componentGroups = ['services', 'stores', 'jobs'] as const;
export type ComponentGroup = (typeof componentGroups)[number];

/** All stores any shop can have. */
export const storeNames: readonly string[] = [
  ...storeServers,
  ...services.flatMap(({ name, store }) => {
    const server = serverOf(store);
    return server ? [`${name}-${server}`] : [];
  }),
];

/** Jobs that back up or restore a shop. */
export const backupComponent = 'backup';
export const setupComponent = (store: string): string => `${store}-setup`;
export const migrationComponent = (service: string): string => `${service}-migration`;

/** All components any shop can have; a shop need not have all of them. */
export const componentNames: readonly string[] = [
  ...services.map(({ name }) => name),
  ...storeNames,
  schemaRegistryComponent,
  backupComponent,
  ...storeNames.filter((store) => store.endsWith('postgres')).map(replicasComponent),
  ...storeNames.filter((store) => !store.endsWith('redis')).map(setupComponent),
  ...services.filter(({ migrates }) => migrates).map(({ name }) => migrationComponent(name)),
];
