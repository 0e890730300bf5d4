/**
 * The digest of a live object: equal digests mean that nobody changed what the operator applied. Left out is what the API
 * server counts, and by name what autoscalers, the Kubernetes controllers and `kubectl rollout restart` write. Pure.
 */
import { createHash } from 'node:crypto';
import { field, type KubeObject } from './kube-object.ts';

const counted = new Set([
  'managedFields',
  'resourceVersion',
  'uid',
  'generation',
  'creationTimestamp',
  'selfLink',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'finalizers',
]);
const othersAnnotations = [
  'deployment.kubernetes.io/',
  'autoscaling.alpha.kubernetes.io/',
  'kubectl.kubernetes.io/restartedAt',
];
/** Says on a workload that something else counts its replicas. */
export const scaledByOthers = 'mambogo.com/scaled-by';

export function objectDigest(object: KubeObject): string {
  const { status: _, metadata, ...rest } = object;
  const kept = Object.fromEntries(Object.entries(metadata).filter(([name]) => !counted.has(name)));
  const assigned = object.kind === 'Service' ? { spec: withoutAddresses(object.spec) } : {};
  const scaled = metadata.annotations?.[scaledByOthers] !== undefined;
  return digestOf(withoutOthers({ ...rest, ...assigned, metadata: kept }, scaled));
}

/** The digest of any JSON value; the order of keys plays no part. */
export const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('base64url')
    .slice(0, 22);

function withoutOthers(object: Readonly<Record<string, unknown>>, scaled: boolean): unknown {
  const spec = field(object, 'spec');
  const stripped = {
    ...object,
    metadata: withoutAnnotations(object.metadata),
    ...(isMap(spec) && scaled ? { spec: { ...spec, replicas: undefined } } : {}),
  };
  const template = field(stripped, 'spec', 'template');
  if (!isMap(template)) return stripped;
  const own = field(stripped, 'spec') as Readonly<Record<string, unknown>>;
  return { ...stripped, spec: { ...own, template: { ...template, metadata: withoutAnnotations(template.metadata) } } };
}

function withoutAnnotations(metadata: unknown): unknown {
  if (!isMap(metadata) || !isMap(metadata.annotations)) return metadata;
  const annotations = Object.entries(metadata.annotations).filter(
    ([name]) => !othersAnnotations.some((prefix) => name.startsWith(prefix)),
  );
  return { ...metadata, annotations: annotations.length > 0 ? Object.fromEntries(annotations) : undefined };
}

/** Addresses are given when a Service is made, and stay. */
const withoutAddresses = (spec: unknown): unknown =>
  isMap(spec) ? { ...spec, clusterIP: undefined, clusterIPs: undefined } : spec;

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  );
}
