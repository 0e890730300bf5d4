/** A shop, complete: everything that has to be true of it, before anything is made so. */
import type { ComponentsInput } from '@mambogo/blueprint/render-components.ts';
import type { CredentialName, ServiceBlueprint, ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import type { TopicBlueprint } from '@mambogo/blueprint/topics.ts';
import type { RateLimits } from '@mambogo/contracts/rate-limits.ts';
import type { Profile } from '../api/profile.ts';
import type { SidecarPorts } from './placement.ts';

export interface Model {
  readonly storefront: string;
  readonly profile: Profile;
  readonly version: string;
  readonly publicUrl: string;
  readonly services: readonly ServiceModel[];
  readonly databases: readonly DatabaseModel[];
  readonly redisUsers: readonly RedisUserModel[];
  readonly topics: readonly TopicBlueprint[];
  /** Requests a minute, where the Storefront says other numbers than the defaults. */
  readonly limits?: RateLimits;
  /** What renderComponents needs to know. */
  readonly daprComponents: ComponentsInput;
}

export interface ServiceModel {
  readonly name: ServiceName;
  readonly blueprint: ServiceBlueprint;
  readonly appId: string;
  readonly host: string;
  readonly port: number;
  /** Absent: it has no sidecar. */
  readonly sidecar?: SidecarPorts;
  /** Settings as the process gets them. */
  readonly environment: Readonly<Record<string, string>>;
  /** Credential files: name -> what the secret is derived for. */
  readonly credentials: Readonly<Partial<Record<CredentialName, string>>>;
  /** Secrets for its sidecar's components, in the secret named as the app id: key -> what it is derived for. */
  readonly sidecarSecrets: Readonly<Partial<Record<CredentialName, string>>>;
  /** Topic its undigestible messages go to, if it consumes any. */
  readonly deadLetterTopic?: string;
}

/** A database and the one role that may use it, of the same name. */
export interface DatabaseModel {
  readonly store: 'postgres' | 'mysql';
  readonly service: ServiceName;
  readonly database: string;
  readonly role: string;
  readonly passwordPurpose: string;
}

/** A user of Redis who sees no other's keys, named as the service. */
export interface RedisUserModel {
  readonly name: ServiceName;
  readonly passwordPurpose: string;
  readonly keyPattern: string;
}
