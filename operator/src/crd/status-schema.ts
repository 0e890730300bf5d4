/** `status` of a Storefront: what is. Written by the operator alone. */
const text = (maxLength: number) => ({ type: 'string', maxLength });
const parts = {
  type: 'array',
  maxItems: 32,
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['name'],
  items: {
    type: 'object',
    required: ['name', 'ready'],
    properties: {
      name: text(63),
      ready: { type: 'boolean' },
      version: text(32),
      replicas: { type: 'integer' },
      storage: text(20),
      members: { type: 'integer' },
      tls: { type: 'boolean' },
      message: text(1_024),
    },
  },
};

export const statusSchema = {
  type: 'object',
  properties: {
    phase: text(32),
    url: text(300),
    version: text(32),
    observedGeneration: { type: 'integer', format: 'int64' },
    replicas: { type: 'integer' },
    conditions: {
      type: 'array',
      maxItems: 32,
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['type'],
      items: {
        type: 'object',
        required: ['type', 'status', 'lastTransitionTime', 'reason', 'message'],
        properties: {
          type: text(316),
          status: { type: 'string', enum: ['True', 'False', 'Unknown'] },
          reason: text(1_024),
          message: text(32_768),
          lastTransitionTime: { type: 'string', format: 'date-time' },
          observedGeneration: { type: 'integer', format: 'int64', minimum: 0 },
        },
      },
    },
    completedJobs: { type: 'array', maxItems: 64, 'x-kubernetes-list-type': 'set', items: text(63) },
    services: parts,
    data: parts,
  },
};
