/** Blueprint x Storefront x placement -> the complete shop. Pure: shared by the operator and the self-hosted runner. */
import { appId } from '@mambogo/blueprint/names.ts';
import type { ComponentsInput } from '@mambogo/blueprint/render-components.ts';
import type { CredentialName, ServiceBlueprint } from '@mambogo/blueprint/service-blueprint.ts';
import { serviceBlueprint } from '@mambogo/blueprint/services.ts';
import { anchorTopic, deadLetterTopic } from '@mambogo/blueprint/topics.ts';
import { type Blueprint, blueprintOf, currentBlueprint } from '@mambogo/blueprint/versions.ts';
import type { Storefront } from '../api/storefront.ts';
import { loginAt, secretSuffix } from './credential-generations.ts';
import { credentialPurpose, credentialPurposes } from './credential-purpose.ts';
import type { DatabaseModel, Model, RedisUserModel, ServiceModel } from './model.ts';
import type { Placement } from './placement.ts';
import { serviceEnvironment } from './service-environment.ts';
import { enabledServices } from './store-model.ts';
import { telemetryModel } from './telemetry.ts';

/** @param blueprint default: that of the shop's version */
export function buildModel(
  storefront: Storefront,
  placement: Placement,
  blueprint: Blueprint = blueprintOf(storefront.spec.version) ?? currentBlueprint,
): Model {
  const shop = storefront.metadata.name;
  const present = enabledServices(storefront, blueprint);
  const telemetry = telemetryModel(storefront.spec, blueprint);
  return {
    storefront: shop,
    profile: storefront.spec.profile,
    version: storefront.spec.version,
    publicUrl: placement.publicUrl(storefront),
    limits: storefront.spec.limits,
    telemetry,
    services: present.map((service) => serviceModel(service, storefront, placement)),
    databases: present.flatMap((service) => databaseOf(service, placement)),
    redisUsers: present.flatMap((service) => redisUserOf(service, shop, placement)),
    topics: [
      ...blueprint.topics,
      ...present.filter((service) => service.consumes.length > 0).map((service) => deadLetterTopic(service.name)),
      ...present.filter((service) => service.emits).map((service) => anchorTopic(service.name)),
    ],
    drainSeconds: blueprint.drainSeconds,
    daprComponents: {
      storefront: shop,
      namespace: placement.namespace,
      services: present,
      prefix: placement.kafka.prefix,
      kafka: {
        brokers: `${placement.kafka.host}:${placement.kafka.port}`,
        version: placement.kafka.version,
        authentication: placement.kafka.authentication,
      },
      redis: cartsRedis(shop, placement),
      traces: telemetry.traces,
      sidecarMetrics: telemetry.sidecarMetrics,
      selfHosted: placement.selfHosted && {
        secretsFile: placement.selfHosted.secretsFile,
        nameResolution: {
          component: 'sqlite',
          version: 'v1',
          configuration: {
            connectionString: placement.selfHosted.namesFile,
            cleanupInterval: '0',
            // A name is valid for 40 s and renewed after 25, which may take 15: with the defaults, a disk stall of a second lost
            // names.
            updateInterval: '40s',
            timeout: '15s',
          },
        },
      },
    },
  };
}

function serviceModel(service: ServiceBlueprint, storefront: Storefront, placement: Placement): ServiceModel {
  const { host, port } = placement.listenAddress(service);
  return {
    name: service.name,
    blueprint: service,
    appId: appId(storefront.metadata.name, service.name),
    host,
    port,
    sidecar: service.sidecar ? placement.sidecar(service) : undefined,
    environment: serviceEnvironment(service, storefront, placement),
    credentials: credentialPurposes(derivedCredentials(service, storefront), service.name),
    sidecarSecrets: credentialPurposes(service.sidecarCredentials, service.name),
    deadLetterTopic: service.consumes.length > 0 ? deadLetterTopic(service.name).name : undefined,
  };
}

/** The keys shared by payment and an external provider are not ours to derive. */
const derivedCredentials = ({ credentials }: ServiceBlueprint, { spec }: Storefront): CredentialName[] =>
  credentials.filter((name) => spec.payments.provider === 'simulator' || !name.startsWith('psp-'));

function cartsRedis(shop: string, placement: Placement): ComponentsInput['redis'] {
  const cart = serviceBlueprint('cart');
  const generation = placement.credentials?.components ?? 1;
  const { host, port, members, prefix, user = loginAt(cart.name, generation), tls } = placement.storeOf(cart);
  const secretName = `${appId(shop, cart.name)}${secretSuffix(generation)}`;
  const hosts = (members ?? [host]).map((one) => `${one}:${port}`).join(',');
  return { host: hosts, cluster: members !== undefined, user, secretName, prefix, tls: tls !== undefined };
}

function databaseOf(service: ServiceBlueprint, placement: Placement): DatabaseModel[] {
  const { name, store } = service;
  if (store !== 'postgres' && store !== 'mysql') return [];
  const own = `${placement.storeOf(service).prefix}${name}`;
  const passwordPurpose = credentialPurpose('database-password', name);
  return [
    {
      store,
      service: name,
      database: own,
      role: own,
      login: loginAt(own, placement.credentials?.current),
      passwordPurpose,
    },
  ];
}

function redisUserOf(service: ServiceBlueprint, shop: string, placement: Placement): RedisUserModel[] {
  const { name, store } = service;
  if (store !== 'redis' && store !== 'state') return [];
  const prefix = `${placement.storeOf(service).prefix}${appId(shop, name)}`;
  const keyPattern = store === 'redis' ? `${prefix}:*` : `${prefix}||*`;
  const login = loginAt(name, placement.credentials?.current);
  return [{ name, login, passwordPurpose: credentialPurpose('redis-password', name), keyPattern }];
}
