/** Addresses and paths of a shop's components: ports and folders on one machine, or names in a cluster. */
import type { ServiceBlueprint } from '@mambogo/blueprint/service-blueprint.ts';
import type { Storefront } from '../api/storefront.ts';
import type { CredentialGenerations } from './credential-generations.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface StoreEndpoint extends Address {
  /** One address for all read replicas, where the store has some. */
  readonly replicas?: Address;
  /** Hosts of the members of a Redis cluster; undefined: a single server. */
  readonly members?: readonly string[];
  /** Prefix of databases, roles and keys, where the store is shared. */
  readonly prefix: string;
  /** The one user for all services, where the store has no user per service. */
  readonly user?: string;
  /**
   * Set when the connection is encrypted; `caFile`: CA certificates, unless the server's certificate is from a public
   * authority.
   */
  readonly tls?: { readonly caFile?: string };
}

export interface KafkaEndpoint extends Address {
  /** Lowest protocol version the brokers support. */
  readonly version: string;
  /** Metadata items of Dapr components for authentication. */
  readonly authentication: readonly unknown[];
  /** Prefix of consumer groups. */
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
  /** Endpoint of a service's store; only for services whose store is a server. */
  storeOf(service: ServiceBlueprint): StoreEndpoint;
  readonly kafka: KafkaEndpoint;
  /** undefined: the first generation, which is the only one on one machine. */
  readonly credentials?: CredentialGenerations;
  publicUrl(storefront: Storefront): string;
  /** URL of the payment provider simulator's browser pages, without a trailing slash. */
  providerUrl(storefront: Storefront): string;
  /** Address a service listens on. */
  listenAddress(service: ServiceBlueprint): Address;
  /** Additional port that serves health without a token: in a cluster the kubelet can't reach a loopback port. */
  healthPort?(service: ServiceBlueprint): number | undefined;
  /** Address of a service for clients without a sidecar. */
  addressOf(service: ServiceBlueprint): Address;
  sidecar(service: ServiceBlueprint): SidecarPorts;
  /** Folder of a service's credential files. */
  credentialsFolder(service: ServiceBlueprint): string;
  /** Path of a file of a service that keeps its data in a file. */
  dataFile(service: ServiceBlueprint, file: string): string;
  /** File with the Storefront's rate limits, which the gateway and config read. */
  readonly limitsFile: string;
  /** File in which a service saves its settings that change at run time. */
  runtimeSettingsFile(service: ServiceBlueprint): string;
  /** API of the embedded schema registry, for a placement that runs it with the Storefront. */
  readonly schemaRegistryUrl?: string;
  /** Self-hosted only, see ComponentsInput. */
  readonly selfHosted?: { readonly secretsFile: string; readonly namesFile: string };
}
