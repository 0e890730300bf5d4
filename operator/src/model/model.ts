/** The complete model of a shop: everything to be created. */
import type { ComponentsInput } from '@mambogo/blueprint/render-components.ts';
import type { CredentialName, ServiceBlueprint, ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import type { TopicBlueprint } from '@mambogo/blueprint/topics.ts';
import type { RateLimits } from '@mambogo/contracts/rate-limits.ts';
import type { Profile } from '../api/profile.ts';
import type { SidecarPorts } from './placement.ts';
import type { TelemetryModel } from './telemetry.ts';

export interface Model {
  readonly storefront: string;
  readonly profile: Profile;
  readonly version: string;
  readonly publicUrl: string;
  readonly services: readonly ServiceModel[];
  readonly databases: readonly DatabaseModel[];
  readonly redisUsers: readonly RedisUserModel[];
  readonly topics: readonly TopicBlueprint[];
  /** Seconds for which a service in a cluster goes on serving after the request to stop. */
  readonly drainSeconds: number;
  /** Rate limits in requests per minute, where the Storefront overrides the defaults. */
  readonly limits?: RateLimits;
  readonly telemetry: TelemetryModel;
  /** Input of renderComponents. */
  readonly daprComponents: ComponentsInput;
}

export interface ServiceModel {
  readonly name: ServiceName;
  readonly blueprint: ServiceBlueprint;
  readonly appId: string;
  readonly host: string;
  readonly port: number;
  /** Absent: the service has no sidecar. */
  readonly sidecar?: SidecarPorts;
  /** Environment variables of the process. */
  readonly environment: Readonly<Record<string, string>>;
  /** Credential files: name -> purpose the secret is derived for. */
  readonly credentials: Readonly<Partial<Record<CredentialName, string>>>;
  /** Secrets of its sidecar's components, in the Secret named after the app id: key -> purpose it is derived for. */
  readonly sidecarSecrets: Readonly<Partial<Record<CredentialName, string>>>;
  /** Dead-letter topic, if it consumes events. */
  readonly deadLetterTopic?: string;
}

/** A database and the role that owns it, which has the same name. */
export interface DatabaseModel {
  readonly store: 'postgres' | 'mysql';
  readonly service: ServiceName;
  readonly database: string;
  readonly role: string;
  /** By which the service logs in: the role itself, or a member of it. */
  readonly login: string;
  readonly passwordPurpose: string;
}

/** A Redis user, named after its service, that can access its own keys only. */
export interface RedisUserModel {
  readonly name: ServiceName;
  /** By which the service logs in, where the store has a user per service. */
  readonly login: string;
  readonly passwordPurpose: string;
  readonly keyPattern: string;
}
