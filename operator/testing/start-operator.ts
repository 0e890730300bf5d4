/** An operator in this process, against a test cluster. */
import type { KubeConfig } from '@kubernetes/client-node';
import { readComponentTemplates } from '@mambogo/blueprint/component-templates.ts';
import { currentVersion } from '@mambogo/blueprint/versions.ts';
import pino from 'pino';
import { createOperator, type Operator } from '../src/controller/operator.ts';
import type { UpgradeLimits } from '../src/controller/upgrade/advance-upgrade.ts';
import type { TestCluster } from './test-cluster.ts';

export interface RunningOperator extends Operator {
  /** Write requests since the last call, except for its lease. */
  writes(): string[];
  /** It made all allowed write requests, and tried another. */
  writeLimitReached(): boolean;
}

export interface OperatorOptions {
  /** Fails every write request after this number, as if the operator had been killed there. */
  readonly maxWrites?: number;
  readonly namespaces?: readonly string[];
  /** Default false, as nothing routes to the shops of a light cluster. */
  readonly checkPublicUrl?: boolean;
  /** Default false, as the pods of a light cluster serve nothing. */
  readonly checkInvariants?: boolean;
  /** Default: the account with cluster-wide permissions. */
  readonly kubeConfig?: KubeConfig;
  /** Default: the lease all operators of a test compete for. */
  readonly leaseName?: string;
  /** Default: those of a real operator. */
  readonly upgradeLimits?: UpgradeLimits;
  /** Duration of its lease. */
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
    upgradeLimits,
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
      images: { registry: 'registry.test/mambogo', operator: `registry.test/mambogo/operator:${currentVersion}` },
      daprNamespace: 'dapr-system',
      templates: readComponentTemplates(),
    },
    namespaces,
    checkPublicUrl,
    unhealthyProbeMs: 1_000,
    checkInvariants,
    workers: 4,
    upgradeLimits,
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
