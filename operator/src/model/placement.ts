/** Where the parts of a shop are and can be reached: one machine's ports and folders, or a cluster's names. */
import type { ServiceBlueprint } from '@mambogo/blueprint/service-blueprint.ts';
import type { Storefront } from '../api/storefront.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface StoreEndpoint extends Address {
  /** Precedes names of databases, roles and keys, where others use the store too. */
  readonly prefix: string;
  /** The one user of everybody, where the store has no user for each service. */
  readonly user?: string;
  /** The connection is encrypted; `caFile`: who may vouch for the server, where that is not everybody's business. */
  readonly tls?: { readonly caFile?: string };
}

export interface KafkaEndpoint extends Address {
  /** Protocol version the brokers speak at least. */
  readonly version: string;
  /** Metadata items of Dapr components that say how to authenticate. */
  readonly authentication: readonly unknown[];
  /** Precedes consumer groups. */
  readonly prefix: string;
}

export interface SidecarPorts {
  readonly http: number;
  readonly grpc: number;
  readonly internalGrpc: number;
}

export interface Placement {
  /** Dapr namespace. */
  readonly namespace: string;
  /** Where the store of a service is; asked of services that have one reached over the network. */
  storeOf(service: ServiceBlueprint): StoreEndpoint;
  readonly kafka: KafkaEndpoint;
  publicUrl(storefront: Storefront): string;
  /** Where browsers reach the pages of the payment provider's simulator, without a slash at the end. */
  providerUrl(storefront: Storefront): string;
  /** Where a service listens. */
  listenAddress(service: ServiceBlueprint): Address;
  /** Where health is answered besides, without a token: in a cluster the kubelet can't ask a port on loopback. */
  healthPort?(service: ServiceBlueprint): number | undefined;
  /** Where those without a sidecar find a service. */
  addressOf(service: ServiceBlueprint): Address;
  sidecar(service: ServiceBlueprint): SidecarPorts;
  /** Folder of a service's credential files. */
  credentialsFolder(service: ServiceBlueprint): string;
  /** A file of a service that keeps its data in one. */
  dataFile(service: ServiceBlueprint, file: string): string;
  /** Only on one machine, see ComponentsInput. */
  readonly selfHosted?: { readonly secretsFile: string; readonly namesFile: string };
}
