/** Where the parts of a shop are and can be reached: one machine's ports and folders, or a cluster's names. */
import type { ServiceBlueprint } from '@mambogo/blueprint/service-blueprint.ts';
import type { Storefront } from '../api/storefront.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface SidecarPorts {
  readonly http: number;
  readonly grpc: number;
  readonly internalGrpc: number;
}

export interface Placement {
  /** Dapr namespace. */
  readonly namespace: string;
  readonly postgres: Address;
  readonly mysql: Address;
  readonly redis: Address;
  readonly kafka: Address & { readonly version: string; readonly authentication: readonly unknown[] };
  publicUrl(storefront: Storefront): string;
  /** Where a service listens. */
  listen(service: ServiceBlueprint): Address;
  /** Where those without a sidecar find a service. */
  reach(service: ServiceBlueprint): Address;
  sidecar(service: ServiceBlueprint): SidecarPorts;
  /** Folder of a service's credential files. */
  credentialsFolder(service: ServiceBlueprint): string;
  /** A file of a service that keeps its data in one. */
  dataFile(service: ServiceBlueprint, file: string): string;
  /** Only on one machine, see ComponentsInput. */
  readonly selfHosted?: { readonly secretsFile: string; readonly namesFile: string };
}
