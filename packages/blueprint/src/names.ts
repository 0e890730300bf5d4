/** Naming rules that let several shops share a namespace, a machine or a broker without conflicts. */
import type { ServiceName } from './service-blueprint.ts';

/** Dapr app id of a service. */
export const appId = (storefront: string, service: ServiceName): string => `${storefront}-${service}`;

/** Name of a shop's Dapr object. */
export const componentName = (storefront: string, role: string): string => `${storefront}-${role}`;

/** The name of the secret store in both modes; in a cluster it is built in. */
export const secretStore = 'kubernetes';
