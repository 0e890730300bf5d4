/** Scheduling constraints, with Kubernetes' own names and bounds: affinity, tolerations, topology spread. */
import { z } from 'zod';
import { count, labelKey, labels, labelValue, name, text } from './bounded-strings.ts';

const matchExpression = z.strictObject({
  key: labelKey.describe('label'),
  operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']).describe('comparison operator'),
  values: z.array(labelValue).max(64).optional().describe('with what'),
});

const labelSelector = z
  .strictObject({
    matchLabels: labels.optional().describe('labels that must have these values'),
    matchExpressions: z.array(matchExpression).max(16).optional().describe('expressions that must all match'),
  })
  .describe('which pods');

const nodeExpression = z.strictObject({
  key: labelKey.describe('label of the node'),
  operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']).describe('comparison operator'),
  values: z.array(labelValue).max(64).optional().describe('with what'),
});

const nodeTerm = z
  .strictObject({
    matchExpressions: z
      .array(nodeExpression)
      .max(16)
      .optional()
      .describe('expressions on labels of the node that must all match'),
    matchFields: z
      .array(nodeExpression)
      .max(16)
      .optional()
      .describe('expressions on fields of the node that must all match'),
  })
  .describe('selects nodes');

const podTerm = z
  .strictObject({
    labelSelector: labelSelector.optional(),
    topologyKey: labelKey.describe('node label that defines the topology domain'),
    namespaces: z.array(name()).max(16).optional().describe('namespaces of those pods'),
    namespaceSelector: labelSelector.optional().describe('namespaces of those pods, selected by label'),
  })
  .describe('selects pods and a topology domain');

const weight = count(1, 100).describe('weight of the preference');
const podAffinity = z.strictObject({
  requiredDuringSchedulingIgnoredDuringExecution: z.array(podTerm).max(16).optional().describe('must be satisfied'),
  preferredDuringSchedulingIgnoredDuringExecution: z
    .array(z.strictObject({ weight, podAffinityTerm: podTerm }))
    .max(16)
    .optional()
    .describe('should be satisfied'),
});

export const Affinity = z.strictObject({
  nodeAffinity: z
    .strictObject({
      requiredDuringSchedulingIgnoredDuringExecution: z
        .strictObject({ nodeSelectorTerms: z.array(nodeTerm).min(1).max(16).describe('terms of which one must match') })
        .optional()
        .describe('must be satisfied'),
      preferredDuringSchedulingIgnoredDuringExecution: z
        .array(z.strictObject({ weight, preference: nodeTerm }))
        .max(16)
        .optional()
        .describe('should be satisfied'),
    })
    .optional()
    .describe('node affinity'),
  podAffinity: podAffinity.optional().describe('affinity to other pods'),
  podAntiAffinity: podAffinity.optional().describe('anti-affinity to other pods'),
});

export const Toleration = z.strictObject({
  key: labelKey.optional().describe('key of the taint; absent with operator Exists: any key'),
  operator: z.enum(['Exists', 'Equal']).optional().describe('default Equal'),
  value: labelValue.optional().describe('value of the taint'),
  effect: z
    .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
    .optional()
    .describe('effect of the taint; default any'),
  tolerationSeconds: count(0, 2_147_483_647)
    .optional()
    .describe('for NoExecute: seconds for which the taint is tolerated'),
});

export const TopologySpread = z.strictObject({
  maxSkew: count(1, 1_000).describe('largest allowed difference in pod count between topology domains'),
  topologyKey: labelKey.describe('node label that defines the topology domain'),
  whenUnsatisfiable: z.enum(['DoNotSchedule', 'ScheduleAnyway']).describe('what else'),
  labelSelector: labelSelector.optional().describe('pods to count; default the pods of the component'),
  minDomains: count(1, 1_000).optional().describe('minimum number of topology domains'),
  matchLabelKeys: z
    .array(text(317))
    .max(8)
    .optional()
    .describe('pod labels by whose values pods are counted separately'),
  nodeAffinityPolicy: z.enum(['Honor', 'Ignore']).optional().describe('whether to honor node affinity when counting'),
  nodeTaintsPolicy: z.enum(['Honor', 'Ignore']).optional().describe('whether to honor node taints when counting'),
});
