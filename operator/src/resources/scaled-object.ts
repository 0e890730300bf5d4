/**
 * KEDA's ScaledObject for a service that scales by the lag of its consumer group, the sum over all topics it consumes, and by CPU.
 * KEDA logs in to the brokers as the service's own user, whose ACLs include describing its group and topics. Pure.
 */
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import { loginAt } from '../model/credential-generations.ts';
import type { ShopModel } from '../model/shop-model.ts';
import type { WorkloadModel } from '../model/workload-model.ts';
import type { DeriveSecretFor } from './secret-purposes.ts';
import { kafkaPassword, secretObject } from './secrets.ts';

const apiVersion = 'keda.sh/v1alpha1';
/** Seconds between two readings of the lag. */
const pollingSeconds = 10;

export function scaledObject(
  model: ShopModel,
  { service, autoscaling }: WorkloadModel,
  cpuPercent: number,
  secret: DeriveSecretFor,
): KubeObject[] {
  const { appId, name } = service;
  const labels = componentLabels(model.storefront, name);
  const login = `${appId}-lag`;
  const parameters = brokerLogin(model, service, secret);
  const { kafka, prefix } = model.daprComponents;
  return [
    secretObject(login, labels, parameters),
    {
      apiVersion,
      kind: 'TriggerAuthentication',
      metadata: { name: login, labels },
      spec: {
        secretTargetRef: Object.keys(parameters).map((parameter) => ({ parameter, name: login, key: parameter })),
      },
    },
    {
      apiVersion,
      kind: 'ScaledObject',
      metadata: { name: appId, labels },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: appId },
        minReplicaCount: autoscaling?.min,
        maxReplicaCount: autoscaling?.max,
        pollingInterval: pollingSeconds,
        triggers: [
          { type: 'cpu', metricType: 'Utilization', metadata: { value: String(cpuPercent) } },
          {
            type: 'kafka',
            metadata: {
              bootstrapServers: kafka.brokers,
              version: kafka.version,
              // Without a topic: all that the group has read from.
              consumerGroup: `${prefix}${appId}`,
              lagThreshold: String(autoscaling?.lag),
              // As its sidecar: what was there before it is read too.
              offsetResetPolicy: 'earliest',
            },
            authenticationRef: { name: login },
          },
        ],
      },
    },
  ];
}

/** KEDA's names of the mechanisms. */
const mechanisms: Readonly<Record<string, string>> = {
  PLAIN: 'plaintext',
  'SCRAM-SHA-256': 'scram_sha256',
  'SCRAM-SHA-512': 'scram_sha512',
};

/** Parameters of KEDA's Kafka trigger. */
function brokerLogin(
  model: ShopModel,
  service: WorkloadModel['service'],
  secret: DeriveSecretFor,
): Record<string, string> {
  const { stores, external, certificates } = model;
  const store = stores.find(({ server }) => server === 'kafka');
  const access = store && !store.source.embedded ? external.get(store.source.secretName) : undefined;
  const authority = store && certificates.authorities.get(store.name);
  const encrypted = access?.tls ?? store?.source.embedded === true;
  const { username = loginAt(service.appId, model.credentials.current), mechanism = 'PLAIN' } = access ?? {};
  const password = kafkaPassword(model, service, secret);
  return {
    ...(password === '' ? { sasl: 'none' } : { sasl: mechanisms[mechanism] ?? 'none', username, password }),
    tls: encrypted ? 'enable' : 'disable',
    ...(encrypted && authority ? { ca: authority } : {}),
  };
}
