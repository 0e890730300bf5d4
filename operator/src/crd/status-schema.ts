/** `status` of a Storefront: what is. Written by the operator alone. */
const textField = (maxLength: number, description: string) => ({ type: 'string', maxLength, description });
const integerField = (description: string) => ({ type: 'integer', description });
const generationField = (description: string) => ({ type: 'integer', format: 'int64', description });

const componentList = (description: string) => ({
  type: 'array',
  description,
  maxItems: 32,
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['name'],
  items: {
    type: 'object',
    required: ['name', 'ready'],
    properties: {
      name: textField(63, 'service or store'),
      ready: { type: 'boolean', description: 'all of its pods answer, in their newest form' },
      version: textField(32, 'of a service: what its pods run'),
      replicas: integerField('pods that are ready'),
      storage: textField(20, 'of an embedded store: size of its volumes, as their claims have it'),
      members: integerField('of an embedded store: pods it was made with'),
      tls: { type: 'boolean', description: 'of an embedded store: it takes encrypted connections only' },
      source: { type: 'string', enum: ['embedded', 'external'], description: 'who runs the store' },
      server: textField(300, 'of an external store with data of the shop in it: host and port'),
      prefix: textField(
        120,
        'of an external store with data of the shop in it: in front of the names of databases and keys',
      ),
      claims: {
        type: 'array',
        description:
          'of an embedded store: the volume claims it was set up on; others of these names have lost its data',
        maxItems: 9,
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['name'],
        items: {
          type: 'object',
          required: ['name', 'uid'],
          properties: { name: textField(253, 'of the claim'), uid: textField(64, 'of the claim') },
        },
      },
      dataId: textField(32, 'of an embedded store whose lost data was given up: for which claims it was set up again'),
      emptied: textField(
        36,
        'of an embedded store whose volume was found empty behind its claim: an id of the empty volume',
      ),
      message: textField(1_024, 'what is in its way'),
    },
  },
});

export const statusSchema = {
  type: 'object',
  description: 'What is; written by the operator alone.',
  properties: {
    phase: textField(
      32,
      'what is served, in a word: Pending, Progressing, Ready, Degraded, Refused, Paused or Deleting',
    ),
    url: textField(300, 'where the shop is'),
    version: textField(32, 'what all services run, once they all do'),
    observedGeneration: generationField('the newest generation of the spec that was looked at, whatever came of it'),
    acceptedGeneration: generationField('the generation that is served: an older one while the newest is refused'),
    currency: textField(3, 'of prices and orders, once there may be any'),
    rootFingerprint: textField(12, 'of the root Secret everything is derived from; another one is refused'),
    replicas: integerField(
      'ready pods of the service that has the fewest, of those that spec.replicas counts: without data of their own, a count of their own or autoscaling',
    ),
    selector: textField(1_024, 'selector of the pods of these services, for autoscalers of the Storefront'),
    conditions: {
      type: 'array',
      description:
        'Ready, Available, Progressing and Stalled sum up the others: Accepted, Honoured, DataLost, FieldConflict, Reachable, InvariantsHold, and the stages SecretsReady to IngressReady',
      maxItems: 32,
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['type'],
      items: {
        type: 'object',
        required: ['type', 'status', 'lastTransitionTime', 'reason', 'message'],
        properties: {
          type: textField(316, 'what it is about'),
          status: { type: 'string', enum: ['True', 'False', 'Unknown'], description: 'whether it is so' },
          reason: textField(1_024, 'why, for machines'),
          message: textField(32_768, 'why, and what can be done'),
          lastTransitionTime: { type: 'string', format: 'date-time', description: 'since when the status is this one' },
          observedGeneration: { ...generationField('of the spec that was looked at'), minimum: 0 },
        },
      },
    },
    completedJobs: {
      type: 'array',
      description: 'Jobs that are done',
      maxItems: 64,
      'x-kubernetes-list-type': 'set',
      items: textField(63, 'its name'),
    },
    services: componentList('each service'),
    data: componentList('each store, and what its data was made with'),
  },
};
