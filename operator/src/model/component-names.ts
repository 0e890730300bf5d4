/** Everything of a shop that has pods, by the names its objects bear in `mambogo.com/part`, and the groups they are in. Pure. */
import { services } from '@mambogo/blueprint/services.ts';
import { serverOf, storeServers } from './store-server.ts';

export const componentGroups = ['services', 'stores', 'jobs'] as const;
export type ComponentGroup = (typeof componentGroups)[number];

const stores = [
  ...storeServers,
  ...services.flatMap(({ name, store }) => {
    const server = serverOf(store);
    return server ? [`${name}-${server}`] : [];
  }),
];

export const setupComponent = (store: string): string => `${store}-setup`;
export const migrationComponent = (service: string): string => `${service}-migration`;

/** Of every shop there can be; a shop need not have all of them. */
export const componentNames: readonly string[] = [
  ...services.map(({ name }) => name),
  ...stores,
  ...stores.filter((store) => !store.endsWith('redis')).map(setupComponent),
  ...services.filter(({ migrates }) => migrates).map(({ name }) => migrationComponent(name)),
];
