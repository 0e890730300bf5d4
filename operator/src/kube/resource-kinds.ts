/** The object kinds the operator uses, with their API paths; all but namespaces and IngressClasses are namespaced. */

export interface ResourceKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  /** The add-on that installs it; undefined: built in. */
  readonly providedBy?: 'Dapr' | 'Gateway API' | 'cert-manager' | 'Prometheus operator' | 'KEDA';
}

const kind = (apiVersion: string, name: string, plural: string, from?: ResourceKind['providedBy']): ResourceKind => ({
  apiVersion,
  kind: name,
  plural,
  providedBy: from,
});

export const storefronts = kind('mambogo.com/v1alpha1', 'Storefront', 'storefronts');
export const storefrontBackups = kind('mambogo.com/v1alpha1', 'StorefrontBackup', 'storefrontbackups');
export const storefrontRestores = kind('mambogo.com/v1alpha1', 'StorefrontRestore', 'storefrontrestores');
/** What asks for work on a Storefront's data; the cache keeps these whole. */
export const requestKinds: readonly ResourceKind[] = [storefrontBackups, storefrontRestores];
export const secrets = kind('v1', 'Secret', 'secrets');
export const autoscalers = kind('autoscaling/v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers');
/** KEDA's autoscalers, where it is installed. */
export const scaledObjects = kind('keda.sh/v1alpha1', 'ScaledObject', 'scaledobjects', 'KEDA');

/** The kinds a Storefront consists of; the cache watches all of these. */
export const managedKinds: readonly ResourceKind[] = [
  secrets,
  kind('v1', 'ConfigMap', 'configmaps'),
  kind('v1', 'Service', 'services'),
  kind('v1', 'ServiceAccount', 'serviceaccounts'),
  kind('apps/v1', 'Deployment', 'deployments'),
  kind('apps/v1', 'StatefulSet', 'statefulsets'),
  kind('batch/v1', 'Job', 'jobs'),
  kind('networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies'),
  kind('networking.k8s.io/v1', 'Ingress', 'ingresses'),
  kind('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets'),
  autoscalers,
  kind('dapr.io/v1alpha1', 'Component', 'components', 'Dapr'),
  kind('dapr.io/v1alpha1', 'Configuration', 'configurations', 'Dapr'),
  kind('dapr.io/v1alpha1', 'Resiliency', 'resiliencies', 'Dapr'),
  kind('dapr.io/v2alpha1', 'Subscription', 'subscriptions', 'Dapr'),
  kind('gateway.networking.k8s.io/v1', 'HTTPRoute', 'httproutes', 'Gateway API'),
  kind('cert-manager.io/v1', 'Certificate', 'certificates', 'cert-manager'),
  kind('monitoring.coreos.com/v1', 'PodMonitor', 'podmonitors', 'Prometheus operator'),
  kind('monitoring.coreos.com/v1', 'PrometheusRule', 'prometheusrules', 'Prometheus operator'),
  scaledObjects,
  kind('keda.sh/v1alpha1', 'TriggerAuthentication', 'triggerauthentications', 'KEDA'),
];

/** Read on demand, and not watched. */
export const pods = kind('v1', 'Pod', 'pods');
export const volumeClaims = kind('v1', 'PersistentVolumeClaim', 'persistentvolumeclaims');
export const leases = kind('coordination.k8s.io/v1', 'Lease', 'leases');
export const kubernetesEvents = kind('v1', 'Event', 'events');
export const namespaces = kind('v1', 'Namespace', 'namespaces');
export const ingressClasses = kind('networking.k8s.io/v1', 'IngressClass', 'ingressclasses');

const allKinds = [
  storefronts,
  ...requestKinds,
  ...managedKinds,
  ...[pods, volumeClaims, leases, kubernetesEvents, namespaces, ingressClasses],
];

export function findResourceKind(of: { readonly apiVersion: string; readonly kind: string }): ResourceKind {
  const found = allKinds.find((candidate) => candidate.kind === of.kind && candidate.apiVersion === of.apiVersion);
  if (!found) throw new Error(`unknown kind ${of.kind} of ${of.apiVersion}`);
  return found;
}

/** Path of a kind's collection in a namespace, or of all namespaces when `namespace` is empty. */
export function collectionPath({ apiVersion, plural }: ResourceKind, namespace: string): string {
  const group = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
  return namespace === '' ? `${group}/${plural}` : `${group}/namespaces/${namespace}/${plural}`;
}
