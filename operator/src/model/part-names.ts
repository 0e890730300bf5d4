/** Everything of a shop that has pods, by the names its objects bear in `mambogo.com/part`, and the groups they are in. Pure. */
import { services } from '@mambogo/blueprint/services.ts';
import { serverOf, storeServers } from './store-server.ts';

export const partGroups = ['services', 'stores', 'jobs'] as const;
export type PartGroup = (typeof partGroups)[number];

const stores = [
  ...storeServers,
  ...services.flatMap(({ name, store }) => {
    const server = serverOf(store);
    return server ? [`${name}-${server}`] : [];
  }),
];

export const setupPart = (store: string): string => `${store}-setup`;
export const migrationPart = (service: string): string => `${service}-migration`;

/** Of every shop there can be; a shop need not have all of them. */
export const partNames: readonly string[] = [
  ...services.map(({ name }) => name),
  ...stores,
  ...stores.filter((store) => !store.endsWith('redis')).map(setupPart),
  ...services.filter(({ migrates }) => migrates).map(({ name }) => migrationPart(name)),
];
