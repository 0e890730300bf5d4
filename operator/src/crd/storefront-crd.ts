/**
 * Generates the CustomResourceDefinition of Storefront from its zod schema, which also has the descriptions and the CEL rules,
 * adapted to the API server: structural schemas, list types. Pure.
 */
import { z } from 'zod';
import { StorefrontSpec } from '../api/storefront.ts';
import { immutableDataRules } from './immutable-data-rules.ts';
import { statusSchema } from './status-schema.ts';
import { toStructuralSchema } from './to-structural-schema.ts';

export function storefrontCrd() {
  const { $schema: _, ...spec } = z.toJSONSchema(StorefrontSpec, {
    target: 'openapi-3.0',
    io: 'input',
    reused: 'inline',
  });
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'storefronts.mambogo.com' },
    spec: {
      group: 'mambogo.com',
      scope: 'Namespaced',
      names: {
        kind: 'Storefront',
        listKind: 'StorefrontList',
        plural: 'storefronts',
        singular: 'storefront',
        shortNames: ['sf'],
        categories: ['all'],
      },
      versions: [
        {
          name: 'v1alpha1',
          served: true,
          storage: true,
          subresources: {
            status: {},
            scale: {
              specReplicasPath: '.spec.replicas',
              statusReplicasPath: '.status.replicas',
              labelSelectorPath: '.status.selector',
            },
          },
          additionalPrinterColumns: printerColumns,
          schema: { openAPIV3Schema: rootSchema(toStructuralSchema(spec)) },
        },
      ],
    },
  };
}

const printerColumns = [
  { name: 'Ready', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].status' },
  { name: 'Phase', type: 'string', jsonPath: '.status.phase' },
  { name: 'URL', type: 'string', jsonPath: '.status.url' },
  { name: 'Version', type: 'string', jsonPath: '.status.version' },
  { name: 'Available', type: 'string', jsonPath: '.status.conditions[?(@.type=="Available")].status', priority: 1 },
  { name: 'Reason', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].reason', priority: 1 },
  { name: 'Profile', type: 'string', jsonPath: '.spec.profile', priority: 1 },
  { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
];

const rootSchema = (spec: unknown) => ({
  type: 'object',
  description: 'The desired state of a shop. Applied to a cluster, or passed to npm start.',
  required: ['spec'],
  'x-kubernetes-validations': immutableDataRules,
  properties: {
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    metadata: { type: 'object', properties: { name: { type: 'string', maxLength: 32 } } },
    spec,
    status: statusSchema,
  },
});
