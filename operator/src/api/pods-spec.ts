/**
 * `spec.pods`: what platform engineers say of pods, in one shape for every part of a shop. Keys are `all`, a group (`services`,
 * `stores`, `jobs`) or a part such as `order` or `postgres`; what is said of a part counts before what is said of its group, and
 * that before what is said of all.
 */
import { z } from 'zod';
import { componentGroups, componentNames } from '../model/component-names.ts';
import { annotations, labels, secretName, subdomain, text } from './bounded-strings.ts';
import { Affinity, Toleration, TopologySpread } from './scheduling-spec.ts';

const variable = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'a variable such as HTTPS_PROXY');

const fromObject = z.strictObject({
  name: secretName.describe('its name, in the namespace'),
  key: text(253)
    .regex(/^[-._a-zA-Z0-9]+$/, 'letters, digits, "-", "_" and "."')
    .describe('what of it'),
  optional: z.boolean().optional().describe('true: without it the pod starts all the same'),
});

const EnvironmentVariable = z
  .strictObject({
    name: variable.describe('one the shop does not set itself'),
    value: z.string().max(4_096).optional().describe('its value'),
    valueFrom: z
      .strictObject({
        secretKeyRef: fromObject.optional().describe('from a Secret'),
        configMapKeyRef: fromObject.optional().describe('from a ConfigMap'),
      })
      .refine((from) => Object.values(from).filter((one) => one !== undefined).length === 1, {
        message: 'exactly one of secretKeyRef, configMapKeyRef',
      })
      .optional()
      .describe('where its value is'),
  })
  .refine(({ value, valueFrom }) => (value === undefined) !== (valueFrom === undefined), {
    message: 'exactly one of value, valueFrom',
  });

/** Whatever Kubernetes knows: the API server judges it when the pod's maker is applied. */
const anything = z.looseObject({}).meta({ 'x-kubernetes-preserve-unknown-fields': true });

const PodTemplate = z.strictObject({
  metadata: z
    .strictObject({
      labels: labels.optional().describe('on pods'),
      annotations: annotations.optional().describe('on pods'),
    })
    .optional()
    .describe('labels and annotations'),
  spec: anything.optional().describe('a PodSpec: containers, volumes and the like are matched by name'),
});

export const PodSettings = z.strictObject({
  nodeSelector: labels.optional().describe('labels of nodes it may run on'),
  tolerations: z.array(Toleration).max(32).optional().describe('taints it bears'),
  affinity: Affinity.optional().describe('nodes and pods it seeks or keeps away from'),
  topologySpreadConstraints: z
    .array(TopologySpread)
    .max(16)
    .optional()
    .describe('how pods of a part are spread, instead of over nodes where there is room'),
  priorityClassName: subdomain.optional().describe('PriorityClass'),
  runtimeClassName: subdomain.optional().describe('RuntimeClass'),
  labels: labels.optional().describe('on pods; what the shop sets stays'),
  annotations: annotations.optional().describe('on pods; what the shop sets stays'),
  env: z
    .array(EnvironmentVariable)
    .max(64)
    .optional()
    .describe('variables of the shop’s containers, such as those of a proxy; what the shop sets itself is refused'),
  envFrom: z
    .array(
      z.strictObject({
        prefix: variable.optional().describe('before each name'),
        secretRef: z.strictObject({ name: secretName.describe('its name') }).describe('a Secret in the namespace'),
      }),
    )
    .max(8)
    .optional()
    .describe('all keys of these Secrets as variables; what the shop sets itself counts first'),
  template: PodTemplate.optional().describe(
    'merged over the pod template last (strategic merge); security context, account and own labels stay',
  ),
});
export type PodSettings = z.infer<typeof PodSettings>;

export const podKeys: readonly string[] = ['all', ...componentGroups, ...componentNames];

export const PodsSpec = z.record(z.string().max(63), PodSettings).superRefine((pods, context) => {
  for (const key of Object.keys(pods))
    if (!podKeys.includes(key))
      context.addIssue({ code: 'custom', path: [key], message: `no part of a shop; one of ${podKeys.join(', ')}` });
});
export type PodsSpec = z.infer<typeof PodsSpec>;
