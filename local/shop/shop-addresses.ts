/** Addresses and credentials of a shop's components on this machine, derived without running it. */
import { appId } from '@mambogo/blueprint/names.ts';
import type { CredentialName, ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import { kafkaAdmin } from '@mambogo/operator/model/kafka-settings.ts';
import type { Model } from '@mambogo/operator/model/model.ts';
import type { SidecarPorts } from '@mambogo/operator/model/placement.ts';
import { kafkaPasswordPurpose } from '@mambogo/operator/resources/secret-purposes.ts';
import type { StorePorts } from './local-placement.ts';
import type { ShopDirs } from './shop-dirs.ts';

export interface ShopAddresses {
  readonly name: string;
  /** Public URL. */
  readonly url: string;
  readonly model: Model;
  readonly folders: { readonly data: string; readonly logs: string };
  readonly ports: {
    readonly stores: StorePorts;
    readonly services: Readonly<Record<string, number>>;
    readonly sidecars: Readonly<Record<string, SidecarPorts>>;
  };
  /** Content of a service's credential file of this name. */
  credential(service: ServiceName, name: CredentialName): string;
  /** Kafka credentials of a service's sidecar, or of the topics' administrator. */
  kafkaLogin(user: ServiceName | typeof kafkaAdmin): KafkaLogin;
  /** URL of a service's database with its password, for tests. */
  databaseUrl(service: ServiceName): string;
}

export interface KafkaLogin {
  readonly mechanism: 'PLAIN';
  readonly username: string;
  readonly password: string;
}

export interface AddressSource {
  readonly model: Model;
  readonly dirs: ShopDirs;
  readonly ports: StorePorts;
  secret(purpose: string): string;
}

export function shopAddresses({ model, dirs, ports, secret }: AddressSource): ShopAddresses {
  const findService = (name: ServiceName) => model.services.find((service) => service.name === name);
  const credential = (service: ServiceName, name: CredentialName) =>
    secret(findService(service)?.credentials[name] ?? `${name}/${service}`);
  return {
    name: model.storefront,
    url: model.publicUrl,
    model,
    folders: { data: dirs.dataDir, logs: dirs.logs },
    ports: {
      stores: ports,
      services: Object.fromEntries(model.services.map(({ name, port }) => [name, port])),
      sidecars: Object.fromEntries(model.services.flatMap(({ name, sidecar }) => (sidecar ? [[name, sidecar]] : []))),
    },
    credential,
    kafkaLogin: (user) => ({
      mechanism: 'PLAIN',
      username: user === kafkaAdmin ? user : appId(model.storefront, user),
      password: secret(kafkaPasswordPurpose(user)),
    }),
    databaseUrl(service) {
      const url = new URL(findService(service)?.environment.DATABASE_URL ?? '');
      url.password = credential(service, 'database-password');
      return url.href;
    },
  };
}
