/**
 * What each field of a spec means, for `kubectl explain` and docs/reference/storefront.md, where its schema in src/api does not
 * say so itself. By path below `spec`; the longest known end of a path counts, so that what stands in several places (stores,
 * services) is said once. Pure.
 */
import { isSchema, type Schema } from './to-structural-schema.ts';

export const fieldDescriptions: Readonly<Record<string, string>> = {
  security: 'what the shop says of its own security',
  images: 'where images come from',
  'images.registry': "in front of every image's name; the operator's own when absent",
  'images.pullPolicy': 'when images are fetched',
  'images.pullSecrets': 'Secrets in the namespace with which they may be fetched',
  'images.overrides': 'service or store: whole name of its image',
  hosts: 'names the shop is reached by; the first is its own, others lead there',
  ingress: 'an Ingress is the way in',
  'ingress.className': "IngressClass; the cluster's default when absent",
  'ingress.tlsSecretName': 'Secret with the certificate of the hosts',
  gateway: 'an HTTPRoute of the Gateway API is the way in',
  'gateway.parentRef': 'the Gateway it belongs to',
  'parentRef.name': 'its name',
  'parentRef.namespace': "its namespace; the Storefront's when absent",
  'parentRef.sectionName': 'the listener of it',
  'limits.default': 'of what is not named here',
  'limits.products': 'reading the catalogue',
  'limits.cart': 'carts',
  'limits.orders': 'orders',
  'limits.payments': 'payments',
  services: 'what is otherwise than the profile has it, service by service',
  'services.gateway': 'the way in: limits, headers, routes',
  'services.identity': 'people, sessions, keys',
  'services.product': 'catalogue and prices',
  'services.cart': 'carts',
  'services.order': 'orders, and how far each has come',
  'services.payment': 'payments and refunds',
  'services.inventory': 'stock and reservations',
  'services.config': 'settings and event schemas',
  'services.web': 'the pages',
  'services.psp-simulator': 'the payment provider that takes no money',
  replicas: 'instances',
  resources: 'processor time and memory of one instance',
  'resources.requests': 'what is kept free for it',
  'resources.limits': 'what it may not exceed; memory is twice the request when absent',
  'requests.cpu': 'processor time',
  'requests.memory': 'memory',
  'limits.cpu': 'processor time; no limit when absent',
  'limits.memory': 'memory',
  autoscaling: 'instances are counted by load instead',
  'autoscaling.min': 'never fewer',
  'autoscaling.max': 'never more',
  data: 'where each store comes from; embedded with the sizes of the profile when absent',
  'data.postgres': 'PostgreSQL: identity, order, payment, inventory, config',
  'data.mysql': 'MySQL or MariaDB: product',
  'data.redis': 'Redis: gateway and cart',
  'data.kafka': 'Kafka: all events',
  embedded: 'the operator runs it',
  'embedded.storage': 'size of a volume; it can grow, not shrink',
  'embedded.storageClassName':
    "StorageClass of its volumes; the cluster's default when absent; stays once there is a volume",
  'embedded.replicas': 'read replicas',
  'embedded.shards': 'one, or a cluster of three and more',
  'embedded.brokers': 'stays what it was made with',
  external: 'somebody else runs it',
  'external.secretName': 'Secret with host, port, username and password; tls and ca.crt where it is reached encrypted',
  'external.prefix':
    'in front of the names of databases and keys, so that shops share it without meeting; namespace and name when absent',
  cnpg: 'CloudNativePG runs it',
  'cnpg.storage': 'size of a volume',
  'cnpg.storageClassName': 'StorageClass of its volumes',
  'cnpg.instances': 'instances',
  strimzi: 'Strimzi runs it',
  'strimzi.storage': 'size of a volume',
  'strimzi.storageClassName': 'StorageClass of its volumes',
  'strimzi.brokers': 'brokers',
  tls: 'who issues the certificates of embedded stores; the operator when absent',
  'tls.issuerRef': 'an issuer of cert-manager',
  'issuerRef.name': 'its name',
  'issuerRef.kind': 'Issuer in the namespace, or ClusterIssuer',
  identity: 'who knows the people; the embedded service when absent',
  'identity.embedded': "the shop's own service",
  'identity.external': 'an OpenID provider elsewhere',
  'external.issuer': 'its issuer, as in its tokens',
  'external.tokenType': 'which access tokens are taken by their type',
  'external.acrValues': 'how it names a strong log-in; without them nothing asks for a fresh one',
  'external.audience': 'the audience its tokens name',
  payments: 'who takes the money',
  'payments.provider': 'simulator takes none and is refused in prod',
  'payments.stripe': 'what the provider stripe needs',
  'stripe.secretName': 'Secret with the keys of the account',
  catalog: 'what is sold in the beginning',
  'catalog.seed': 'demo: some hundred products with stock; refused in prod',
  currency: 'the one currency of the shop, ISO 4217',
  settings: 'settings of the services from outside',
  'settings.git': 'a repository of them',
  'git.url': 'its address',
  'git.branch': 'its branch',
  'git.secretName': 'Secret with which it may be read',
  telemetry: 'who is told how it goes',
  'telemetry.otlpEndpoint': 'where traces are sent; empty: nowhere',
  'telemetry.prometheus': 'monitors for the Prometheus operator are made',
  'telemetry.dashboards': 'dashboards are made as ConfigMaps',
  backup: 'copies of the data',
  'backup.destination': 'where they go',
  'destination.volumeClaim': 'a volume in the cluster',
  'volumeClaim.claimName': 'PersistentVolumeClaim in the namespace',
  'destination.s3': 'an object store',
  's3.bucket': 'its bucket',
  's3.endpoint': "its address; Amazon's when absent",
  's3.prefix': 'in front of the names of objects',
  's3.secretName': 'Secret with the keys to it',
  egress: 'what pods may reach outside the cluster',
  'egress.cidrs': 'ranges of addresses; everything else is closed',
  credentials: 'passwords the operator makes',
  'credentials.generation': 'one more: all are changed',
  paused: 'true: the operator leaves everything as it is',
};

/** Adds what is not said yet, at every depth. */
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
