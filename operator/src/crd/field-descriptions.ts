/**
 * Descriptions of the fields of a spec, for `kubectl explain` and docs/reference/storefront.md, where the schema in src/api has
 * none. Keys are paths below `spec`; the longest matching path suffix is used, so fields that occur in several places (stores,
 * services) are described once. Pure.
 */
import { isSchema, type Schema } from './to-structural-schema.ts';

export const fieldDescriptions: Readonly<Record<string, string>> = {
  security: 'security contact and browser security policy',
  images: 'registry, pull settings and overrides of images',
  'images.registry': "registry prefix of every image; default the operator's",
  'images.pullPolicy': 'image pull policy',
  'images.pullSecrets': 'image pull Secrets in the namespace',
  'images.overrides': 'full image name by service or store',
  hosts: 'host names of the shop; the first is canonical, the others redirect to it',
  ingress: 'expose the shop by an Ingress',
  'ingress.className': "IngressClass; default the cluster's default class",
  'ingress.tlsSecretName': 'Secret with the TLS certificate of the hosts',
  gateway: 'expose the shop by an HTTPRoute of the Gateway API',
  'gateway.parentRef': 'the Gateway to attach to',
  'parentRef.name': 'its name',
  'parentRef.namespace': "namespace of the Gateway; default the Storefront's",
  'parentRef.sectionName': 'listener of the Gateway',
  'limits.default': 'for routes not named here',
  'limits.products': 'for reading the catalogue',
  'limits.cart': 'carts',
  'limits.orders': 'orders',
  'limits.payments': 'payments',
  services: 'overrides of the profile, by service',
  'services.gateway': 'API gateway: rate limits, headers, routing',
  'services.identity': 'people, sessions, keys',
  'services.product': 'catalogue and prices',
  'services.cart': 'carts',
  'services.order': 'orders, and how far each has come',
  'services.payment': 'payments and refunds',
  'services.inventory': 'stock and reservations',
  'services.config': 'settings and event schemas',
  'services.web': 'the pages',
  'services.psp-simulator': 'simulated payment provider that takes no real payments',
  replicas: 'instances',
  resources: 'CPU and memory of one instance',
  'resources.requests': 'CPU and memory reserved for it',
  'resources.limits': 'CPU and memory it may not exceed; default memory twice the request, no CPU limit',
  'requests.cpu': 'processor time',
  'requests.memory': 'memory',
  'limits.cpu': 'CPU limit; default none',
  'limits.memory': 'memory',
  autoscaling: 'scale the number of instances by load',
  'autoscaling.min': 'never fewer',
  'autoscaling.max': 'never more',
  data: 'source of each store; default embedded, with the sizes of the profile',
  'data.postgres': 'PostgreSQL: identity, order, payment, inventory, config',
  'data.mysql': 'MySQL or MariaDB: product',
  'data.redis': 'Redis: gateway and cart',
  'data.kafka': 'Kafka: all events',
  embedded: 'run by the operator',
  'embedded.storage': 'size of a volume; can grow but not shrink',
  'embedded.storageClassName':
    "StorageClass of its volumes; default the cluster's default class; cannot be changed once a volume exists",
  'embedded.replicas': 'read replicas',
  'embedded.shards': 'number of shards: one, or three or more for a cluster',
  'embedded.brokers': 'number of brokers; cannot be changed after creation',
  external: 'run outside of the operator',
  'external.secretName': 'Secret with host, port, username and password; tls and ca.crt for an encrypted connection',
  'external.prefix':
    'prefix of database names and keys, so that several shops can share the store; default namespace and name',
  cnpg: 'run by CloudNativePG',
  'cnpg.storage': 'size of a volume',
  'cnpg.storageClassName': 'StorageClass of its volumes',
  'cnpg.instances': 'instances',
  strimzi: 'run by Strimzi',
  'strimzi.storage': 'size of a volume',
  'strimzi.storageClassName': 'StorageClass of its volumes',
  'strimzi.brokers': 'brokers',
  tls: 'issuer of the certificates of embedded stores; default the operator',
  'tls.issuerRef': 'a cert-manager issuer',
  'issuerRef.name': 'its name',
  'issuerRef.kind': 'Issuer in the namespace, or ClusterIssuer',
  identity: 'identity provider; default the embedded identity service',
  'identity.embedded': 'the embedded identity service',
  'identity.external': 'an external OpenID provider',
  'external.issuer': 'issuer URL, as in its tokens',
  'external.tokenType': 'accepted type of access tokens',
  'external.acrValues': 'acr values of a strong log-in; without them no action requires a fresh log-in',
  'external.audience': 'audience of its tokens',
  payments: 'payment provider',
  'payments.provider': 'stripe, or simulator, which takes no real payments and is rejected in prod',
  'payments.stripe': 'settings of the provider stripe',
  'stripe.secretName': 'Secret with the API keys of the account',
  catalog: 'initial catalogue',
  'catalog.seed': 'demo: some hundred products with stock; rejected in prod',
  currency: 'currency of the shop, ISO 4217',
  settings: 'external configuration of the services',
  'settings.git': 'Git repository with the configuration',
  'git.url': 'its address',
  'git.branch': 'its branch',
  'git.secretName': 'Secret with credentials for the repository',
  telemetry: 'traces, metrics and dashboards',
  'telemetry.otlpEndpoint': 'OTLP endpoint for traces; empty: no traces are sent',
  'telemetry.prometheus': 'create monitors for the Prometheus operator',
  'telemetry.dashboards': 'create dashboards as ConfigMaps',
  backup: 'backups of the data',
  'backup.destination': 'where backups are stored',
  'destination.volumeClaim': 'a volume in the cluster',
  'volumeClaim.claimName': 'PersistentVolumeClaim in the namespace',
  'destination.s3': 'an object store',
  's3.bucket': 'its bucket',
  's3.endpoint': 'endpoint URL; default Amazon S3',
  's3.prefix': 'prefix of object names',
  's3.secretName': 'Secret with the access keys',
  egress: 'egress of pods to outside the cluster',
  'egress.cidrs': 'allowed address ranges; everything else is blocked',
  credentials: 'passwords generated by the operator',
  'credentials.generation': 'increment to rotate all passwords',
  paused: 'true: the operator changes nothing',
};

/** Adds descriptions where the schema has none, at every depth. */
export function addDescriptions(
  schema: Schema,
  descriptions = fieldDescriptions,
  path: readonly string[] = [],
): Schema {
  const { properties, description = descriptionOf(path, descriptions), ...rest } = schema;
  return {
    ...(description === undefined ? {} : { description }),
    ...rest,
    ...(isSchema(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, property]) => [
              name,
              isSchema(property) ? addDescriptions(property, descriptions, [...path, name]) : property,
            ]),
          ),
        }
      : {}),
  };
}

function descriptionOf(path: readonly string[], descriptions: typeof fieldDescriptions): string | undefined {
  const suffixes = path.map((_, from) => path.slice(from).join('.'));
  const known = suffixes.find((end) => descriptions[end] !== undefined);
  return known === undefined ? undefined : descriptions[known];
}
