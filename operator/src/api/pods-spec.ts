/**
 * `spec.pods`: pod settings by platform engineers, in one shape for every component of a shop. Keys are `all`, a group
 * (`services`, `stores`, `jobs`) or a component such as `order` or `postgres`; a component's settings override those of its
 * group, which override `all`.
 */
import { z } from 'zod';
import { componentGroups, componentNames } from '../model/component-names.ts';
import { annotations, labels, secretName, subdomain, text } from './bounded-strings.ts';
import { cel } from './cel.ts';
import { Affinity, Toleration, TopologySpread } from './scheduling-spec.ts';

const variable = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'a variable such as HTTPS_PROXY');

const fromObject = z.strictObject({
  name: secretName.describe('name of the object, in the namespace of the Storefront'),
  key: text(253)
    .regex(/^[-._a-zA-Z0-9]+$/, 'letters, digits, "-", "_" and "."')
    .describe('key in it'),
  optional: z.boolean().optional().describe('true: the pod starts even if it is missing'),
});

const EnvironmentVariable = z
  .strictObject({
    name: variable.describe('name of the variable; not one the shop sets itself'),
    value: z.string().max(4_096).optional().describe('its value'),
    valueFrom: z
      .strictObject({
        secretKeyRef: fromObject.optional().describe('value from a key of a Secret'),
        configMapKeyRef: fromObject.optional().describe('value from a key of a ConfigMap'),
      })
      .refine((from) => Object.values(from).filter((one) => one !== undefined).length === 1, {
        message: 'exactly one of secretKeyRef, configMapKeyRef',
      })
      .optional()
      .describe('source of the value'),
  })
  .refine(({ value, valueFrom }) => (value === undefined) !== (valueFrom === undefined), {
    message: 'exactly one of value, valueFrom',
  });

/** Passed through unchecked: the API server validates it when the workload is applied. */
const anything = z.looseObject({}).meta({ 'x-kubernetes-preserve-unknown-fields': true });

const PodTemplate = z.strictObject({
  metadata: z
    .strictObject({
      labels: labels.optional().describe('on pods'),
      annotations: annotations.optional().describe('on pods'),
    })
    .optional()
    .describe('labels and annotations to merge'),
  spec: anything.optional().describe('a partial PodSpec: containers, volumes and other named lists are merged by name'),
});

export const PodSettings = z.strictObject({
  nodeSelector: labels.optional().describe('labels that nodes must have'),
  tolerations: z.array(Toleration).max(32).optional().describe('taints that the pods tolerate'),
  affinity: Affinity.optional().describe('affinity to nodes and other pods'),
  topologySpreadConstraints: z
    .array(TopologySpread)
    .max(16)
    .optional()
    .describe('topology spread constraints; default: spread over nodes where possible'),
  priorityClassName: subdomain.optional().describe('PriorityClass'),
  runtimeClassName: subdomain.optional().describe('RuntimeClass'),
  labels: labels.optional().describe('pod labels; labels the shop sets cannot be changed'),
  annotations: annotations.optional().describe('pod annotations; annotations the shop sets cannot be changed'),
  env: z
    .array(EnvironmentVariable)
    .max(64)
    .optional()
    .describe(
      'environment variables of the containers, such as proxy settings; variables the shop sets itself are rejected',
    ),
  envFrom: z
    .array(
      z.strictObject({
        prefix: variable.optional().describe('prefix of each variable name'),
        secretRef: z
          .strictObject({ name: secretName.describe('name of the Secret') })
          .describe('a Secret in the namespace'),
      }),
    )
    .max(8)
    .optional()
    .describe('all keys of these Secrets as environment variables; variables the shop sets itself take precedence'),
  template: PodTemplate.optional().describe(
    'strategic merge patch applied to the pod template last; security context, service account and the labels of the shop cannot be changed',
  ),
});
export type PodSettings = z.infer<typeof PodSettings>;

export const podKeys: readonly string[] = ['all', ...componentGroups, ...componentNames];

export const PodsSpec = z
  .record(z.string().max(63), PodSettings)
  .superRefine((pods, context) => {
    for (const key of Object.keys(pods))
      if (!podKeys.includes(key))
        context.addIssue({
          code: 'custom',
          path: [key],
          message: `not a component of a shop; use one of ${podKeys.join(', ')}`,
        });
  })
  .meta(
    cel({
      rule: `self.all(key, key in [${podKeys.map((key) => `'${key}'`).join(', ')}])`,
      message: `a key must be all, services, stores, jobs or a component: ${podKeys.slice(4).join(', ')}`,
    }),
  );
export type PodsSpec = z.infer<typeof PodsSpec>;
