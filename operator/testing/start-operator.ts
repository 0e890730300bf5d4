/** An operator in this process, against a test cluster. */
import type { KubeConfig } from '@kubernetes/client-node';
import { readComponentTemplates } from '@mambogo/blueprint/component-templates.ts';
import pino from 'pino';
import { createOperator, type Operator } from '../src/controller/operator.ts';
import type { TestCluster } from './test-cluster.ts';

export interface RunningOperator extends Operator {
  /** Requests that changed something since the last time this was asked, its lease left out. */
  writes(): string[];
  /** It has made all the requests it was allowed, and wanted to make another. */
  writeLimitReached(): boolean;
}

export interface OperatorOptions {
  /** Fails every request that changes something after so many, as if the operator had been killed there. */
  readonly maxWrites?: number;
  readonly namespaces?: readonly string[];
  /** Default: not, as nobody leads to the shops of a light cluster. */
  readonly checkPublicUrl?: boolean;
  /** Default: not, as the pods of a light cluster answer nothing. */
  readonly checkInvariants?: boolean;
  /** Default: the account that may do so in all namespaces. */
  readonly kubeConfig?: KubeConfig;
  /** Default: the one all operators of a test contend for. */
  readonly leaseName?: string;
  /** How long its lease lasts. */
  readonly leaseSeconds?: number;
  /** Milliseconds until it reports Storefronts in other namespaces. */
  readonly unwatchedAfter?: number;
}

let count = 0;

export async function startOperator(
  cluster: TestCluster,
  {
    maxWrites = Number.POSITIVE_INFINITY,
    namespaces = [],
    checkPublicUrl = false,
    checkInvariants = false,
    kubeConfig = cluster.kubeConfig,
    leaseName = 'mambogo-operator',
    leaseSeconds,
    unwatchedAfter,
  }: OperatorOptions = {},
): Promise<RunningOperator> {
  count += 1;
  const writes: string[] = [];
  let done = 0;
  let limitReached = false;
  const operator = createOperator({
    kubeConfig,
    defaults: {
      images: { registry: 'registry.test/mambogo', operator: 'registry.test/mambogo/operator:1.0.0' },
      daprNamespace: 'dapr-system',
      templates: readComponentTemplates(),
    },
    namespaces,
    checkPublicUrl,
    checkInvariants,
    workers: 4,
    unwatchedAfterMs: unwatchedAfter,
    lease: {
      namespace: 'default',
      name: leaseName,
      identity: `test-${process.pid}-${count}`,
      duration: leaseSeconds,
    },
    logger: pino({ level: process.env.OPERATOR_LOG ?? 'silent' }),
    onWrite(verb, kind) {
      if (kind === 'Lease') return;
      if (done >= maxWrites) {
        limitReached = true;
        throw new Error('the operator was killed');
      }
      done += 1;
      writes.push(`${verb} ${kind}`);
    },
  });
  await operator.start();
  return { ...operator, writes: () => writes.splice(0), writeLimitReached: () => limitReached };
}
