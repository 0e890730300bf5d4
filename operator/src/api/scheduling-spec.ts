/** Where pods may run, in Kubernetes' own words and bounds: affinity, tolerations, spreading. */
import { z } from 'zod';
import { count, labelKey, labels, labelValue, name, text } from './bounded-strings.ts';

const matchExpression = z.strictObject({
  key: labelKey.describe('label'),
  operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']).describe('how it is compared'),
  values: z.array(labelValue).max(64).optional().describe('with what'),
});

const labelSelector = z
  .strictObject({
    matchLabels: labels.optional().describe('labels with these values'),
    matchExpressions: z.array(matchExpression).max(16).optional().describe('and all of these'),
  })
  .describe('which pods');

const nodeExpression = z.strictObject({
  key: labelKey.describe('label of the node'),
  operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']).describe('how it is compared'),
  values: z.array(labelValue).max(64).optional().describe('with what'),
});

const nodeTerm = z
  .strictObject({
    matchExpressions: z.array(nodeExpression).max(16).optional().describe('labels of the node, all of them'),
    matchFields: z.array(nodeExpression).max(16).optional().describe('fields of the node, all of them'),
  })
  .describe('a kind of node');

const podTerm = z
  .strictObject({
    labelSelector: labelSelector.optional(),
    topologyKey: labelKey.describe('label of nodes that are one place'),
    namespaces: z.array(name()).max(16).optional().describe('of those pods'),
    namespaceSelector: labelSelector.optional().describe('of those pods, by labels of the namespace'),
  })
  .describe('near which pods');

const weight = count(1, 100).describe('how much it counts');
const podAffinity = z.strictObject({
  requiredDuringSchedulingIgnoredDuringExecution: z.array(podTerm).max(16).optional().describe('must be so'),
  preferredDuringSchedulingIgnoredDuringExecution: z
    .array(z.strictObject({ weight, podAffinityTerm: podTerm }))
    .max(16)
    .optional()
    .describe('should be so'),
});

export const Affinity = z.strictObject({
  nodeAffinity: z
    .strictObject({
      requiredDuringSchedulingIgnoredDuringExecution: z
        .strictObject({ nodeSelectorTerms: z.array(nodeTerm).min(1).max(16).describe('one of these') })
        .optional()
        .describe('must be so'),
      preferredDuringSchedulingIgnoredDuringExecution: z
        .array(z.strictObject({ weight, preference: nodeTerm }))
        .max(16)
        .optional()
        .describe('should be so'),
    })
    .optional()
    .describe('nodes it seeks'),
  podAffinity: podAffinity.optional().describe('pods it seeks'),
  podAntiAffinity: podAffinity.optional().describe('pods it keeps away from'),
});

export const Toleration = z.strictObject({
  key: labelKey.optional().describe('of the taint; any when absent, with operator Exists'),
  operator: z.enum(['Exists', 'Equal']).optional().describe('Equal when absent'),
  value: labelValue.optional().describe('of the taint'),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional().describe('any when absent'),
  tolerationSeconds: count(0, 2_147_483_647).optional().describe('of NoExecute: how long'),
});

export const TopologySpread = z.strictObject({
  maxSkew: count(1, 1_000).describe('by how many pods places may differ'),
  topologyKey: labelKey.describe('label of nodes that are one place'),
  whenUnsatisfiable: z.enum(['DoNotSchedule', 'ScheduleAnyway']).describe('what else'),
  labelSelector: labelSelector.optional().describe('which pods are counted; those of the part when absent'),
  minDomains: count(1, 1_000).optional().describe('places there should be'),
  matchLabelKeys: z.array(text(317)).max(8).optional().describe('labels by whose values pods are counted apart'),
  nodeAffinityPolicy: z.enum(['Honor', 'Ignore']).optional().describe('whether nodes it may not run on count'),
  nodeTaintsPolicy: z.enum(['Honor', 'Ignore']).optional().describe('whether tainted nodes count'),
});
