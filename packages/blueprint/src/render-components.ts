/**
 * Renders all Dapr objects of a shop from the templates and the blueprint, both for sidecars on a single machine and for a
 * cluster. Pure.
 */
import type { ComponentTemplates } from './component-templates.ts';
import { DaprObject } from './dapr-object.ts';
import { fillTemplate, type TemplateValues } from './fill-template.ts';
import { appId, secretStore } from './names.ts';
import type { ServiceBlueprint, ServiceName } from './service-blueprint.ts';
import { sidecarTracing, type TraceCollector } from './sidecar-tracing.ts';
import { anchorTopic, deadLetterTopic } from './topics.ts';

export interface ComponentsInput {
  readonly storefront: string;
  /** Dapr namespace of the sidecars: the Kubernetes namespace, or `default` on a single machine. */
  readonly namespace: string;
  readonly services: readonly ServiceBlueprint[];
  /** Prefix of consumer groups; empty if the brokers are the shop's own. */
  readonly prefix: string;
  readonly kafka: {
    readonly brokers: string;
    /** Minimum protocol version of the brokers. */
    readonly version: string;
    /** Metadata items for authentication. */
    readonly authentication: readonly unknown[];
  };
  readonly redis: {
    /** `host:port`, of a cluster those of all its members, separated by commas. */
    readonly host: string;
    /** Default: a single server. */
    readonly cluster?: boolean;
    readonly user: string;
    /** The Secret with the password, in the secret store. */
    readonly secretName: string;
    /** Prefix of keys; empty if the Redis is the shop's own. */
    readonly prefix: string;
    readonly tls: boolean;
  };
  /** Where sidecars send their spans; undefined: they record none. */
  readonly traces?: TraceCollector;
  /** Whether sidecars serve metrics; default: no. */
  readonly sidecarMetrics?: boolean;
  /** On a single machine: the secrets file and name resolution. In a cluster both are built in. */
  readonly selfHosted?: { readonly secretsFile: string; readonly nameResolution: TemplateValues };
}

export function renderComponents(templates: ComponentTemplates, input: ComponentsInput): DaprObject[] {
  const { storefront } = input;
  const injected = input.services.filter((service) => service.sidecar);
  const consumers = injected.filter((service) => service.consumes.length > 0);
  const eventUsers = injected.filter((service) => service.components.includes('events'));
  const cartUsers = injected.filter((service) => service.components.includes('carts'));
  const ids = (of: readonly ServiceBlueprint[]) => of.map((service) => appId(storefront, service.name));
  const render = (name: string, values: TemplateValues): DaprObject => {
    if (!Object.hasOwn(templates, name)) throw new Error(`dapr-components/${name}.yaml is missing`);
    return DaprObject.parse(fillTemplate(templates[name], { storefront, secretStore, ...values }));
  };
  const kafka = {
    kafkaBrokers: input.kafka.brokers,
    kafkaVersion: input.kafka.version,
    kafkaAuthentication: input.kafka.authentication,
    consumerGroupPrefix: input.prefix,
  };

  const objects: DaprObject[] = [];
  if (input.selfHosted) {
    objects.push(render('secrets', { secretsFile: input.selfHosted.secretsFile, scopes: ids(injected) }));
  }
  objects.push(
    render('events', {
      ...kafka,
      publishingScopes: topicScopes(storefront, eventUsers, publishableTopics),
      subscriptionScopes: topicScopes(storefront, eventUsers, (service) => service.consumes),
      scopes: ids(eventUsers),
    }),
    render('dead-letters', {
      ...kafka,
      noPublishingScopes: topicScopes(storefront, consumers, () => []),
      deadLetterScopes: topicScopes(storefront, consumers, (service) => [deadLetterTopic(service.name).name]),
      consumerScopes: ids(consumers),
    }),
  );
  for (const user of cartUsers) {
    objects.push(
      render('carts', {
        redisHost: input.redis.host,
        redisCluster: input.redis.cluster ? [{ name: 'redisType', value: 'cluster' }] : [],
        redisUser: input.redis.user,
        redisTls: String(input.redis.tls),
        redisSecret: input.redis.secretName,
        stateKeyPrefix: `${input.redis.prefix}${appId(storefront, user.name)}`,
        scopes: ids([user]),
      }),
    );
  }
  for (const consumer of consumers) {
    const consumerValues = {
      consumer: consumer.name,
      deadLetterTopic: deadLetterTopic(consumer.name).name,
      scopes: ids([consumer]),
    };
    for (const topic of consumer.consumes) objects.push(render('subscription', { ...consumerValues, topic }));
    objects.push(render('dead-letter-subscription', consumerValues));
  }
  const retryNever = ids(injected).map((id) => [id, { retry: 'never' }]);
  objects.push(render('resiliency', { peers: Object.fromEntries(retryNever), scopes: ids(injected) }));
  for (const service of injected) {
    objects.push(
      render('configuration', {
        service: service.name,
        callers: callersOf(service.name, input),
        mtls: input.selfHosted && { enabled: true, workloadCertTTL: '24h', allowedClockSkew: '15m' },
        nameResolution: input.selfHosted?.nameResolution,
        tracing: sidecarTracing(input.traces),
        metrics: input.sidecarMetrics ?? false,
      }),
    );
  }
  return objects;
}

/** A consumer's sidecar publishes its dead letters, so it needs that topic too. A service that emits events has hash-chained logs. */
const publishableTopics = (service: ServiceBlueprint): string[] => [
  ...(service.emits ? [service.emits, anchorTopic(service.name).name] : []),
  ...(service.consumes.length > 0 ? [deadLetterTopic(service.name).name] : []),
];

/** Dapr's notation `app=topic,topic;app=`. An app that is not named could use every topic, so all are named. */
const topicScopes = (
  storefront: string,
  services: readonly ServiceBlueprint[],
  topicsOf: (service: ServiceBlueprint) => readonly string[],
): string => services.map((service) => `${appId(storefront, service.name)}=${topicsOf(service).join(',')}`).join(';');

const callersOf = (callee: ServiceName, input: ComponentsInput) =>
  input.services.flatMap((caller) =>
    caller.calls
      .filter((call) => call.service === callee)
      .map((call) => ({
        appId: appId(input.storefront, caller.name),
        defaultAction: 'deny',
        trustDomain: 'public',
        namespace: input.namespace,
        operations: call.paths.map((path) => ({ name: path, httpVerb: ['*'], action: 'allow' })),
      })),
  );
