/** `status` of a Storefront: the observed state. Written by the operator only. */
const textField = (maxLength: number, description: string) => ({ type: 'string', maxLength, description });
const integerField = (description: string) => ({ type: 'integer', description });
const timeField = (description: string) => ({ type: 'string', format: 'date-time', description });
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
      name: textField(63, 'name of the service or store'),
      ready: { type: 'boolean', description: 'all of its pods are ready and up to date' },
      version: textField(32, 'for a service: the version its pods run'),
      replicas: integerField('number of ready pods'),
      storage: textField(20, 'for an embedded store: size of its volumes, as in their claims'),
      members: integerField('for an embedded store: number of pods it was created with'),
      readReplicas: integerField(
        'for an embedded store with read replicas: those that receive what the primary writes',
      ),
      tls: { type: 'boolean', description: 'for an embedded store: it accepts encrypted connections only' },
      source: {
        type: 'string',
        enum: ['embedded', 'external'],
        description: 'embedded, or external when it runs outside of the operator',
      },
      server: textField(300, 'for an external store with data of the shop: host and port'),
      prefix: textField(120, 'for an external store with data of the shop: prefix of database names and keys'),
      claims: {
        type: 'array',
        description:
          'for an embedded store: the volume claims it was set up on; other claims of these names mean that its data is lost',
        maxItems: 9,
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['name'],
        items: {
          type: 'object',
          required: ['name', 'uid'],
          properties: { name: textField(253, 'name of the claim'), uid: textField(64, 'uid of the claim') },
        },
      },
      dataId: textField(32, 'for an embedded store whose data loss was accepted: the claims it was set up on again'),
      restoreId: textField(32, 'the last restore of the data'),
      emptied: textField(
        36,
        'for an embedded store whose volume was found empty behind its claim: id of the empty volume',
      ),
      message: textField(1_024, 'why it is not ready'),
    },
  },
});

export const conditionsSchema = (description: string) => ({
  type: 'array',
  description,
  maxItems: 32,
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['type'],
  items: {
    type: 'object',
    required: ['type', 'status', 'lastTransitionTime', 'reason', 'message'],
    properties: {
      type: textField(316, 'type of the condition'),
      status: { type: 'string', enum: ['True', 'False', 'Unknown'], description: 'status of the condition' },
      reason: textField(1_024, 'machine-readable reason'),
      message: textField(32_768, 'what is wrong and what to do'),
      lastTransitionTime: { type: 'string', format: 'date-time', description: 'when the status last changed' },
      observedGeneration: { ...generationField('generation of the spec the condition is about'), minimum: 0 },
    },
  },
});

export const statusSchema = {
  type: 'object',
  description: 'Observed state, written by the operator only.',
  properties: {
    phase: textField(
      32,
      'state of the shop: Pending, Progressing, Ready, Degraded, Refused, Hibernated, Paused or Deleting',
    ),
    url: textField(300, 'public URL of the shop'),
    version: textField(32, 'the version all services run, once they all do'),
    observedGeneration: generationField('the newest generation of the spec that was processed, whatever the result'),
    acceptedGeneration: generationField('the generation in effect: an older one while the newest is rejected'),
    currency: textField(3, 'currency of prices and orders, once there may be any'),
    rootFingerprint: textField(
      12,
      'fingerprint of the root Secret that all secrets are derived from; another root Secret is rejected',
    ),
    replicas: integerField(
      'ready pods of the service that has the fewest, among the services that spec.replicas applies to: those without data, replicas or autoscaling of their own',
    ),
    selector: textField(1_024, 'label selector of the pods of these services, for autoscalers of the Storefront'),
    conditions: conditionsSchema(
      'Ready, Available, Progressing and Stalled summarize the others: Accepted, FieldsSupported (Honoured is its former name, deprecated), DataLost, FieldConflict, Reachable, InvariantsHold, SchemaRegistryReady (with a schema registry), BackedUp (with spec.backup), ReplicasReady (with read replicas), Upgraded (after a change of the version), CredentialsRotated (after a rotation of credentials), and the stages SecretsReady to IngressReady',
    ),
    backup: {
      type: 'object',
      description: 'of spec.backup',
      properties: {
        schedule: textField(100, 'the schedule that the times are of'),
        scheduledUntil: timeField('the time up to which all backups have been scheduled'),
        nextAt: timeField('when the next backup is due'),
        lastCompletedAt: timeField('the point in time that the newest completed backup is of'),
      },
    },
    restore: {
      type: 'object',
      description: 'set while a StorefrontRestore replaces the data: the shop does not run',
      properties: { name: textField(253, 'its name'), uid: textField(64, 'its uid') },
    },
    completedJobs: {
      type: 'array',
      description: 'names of completed Jobs',
      maxItems: 64,
      'x-kubernetes-list-type': 'set',
      items: textField(63, 'its name'),
    },
    upgrade: {
      type: 'object',
      description: 'the last change of the version, whether an upgrade or a downgrade, in progress or not',
      required: ['from', 'to', 'generation', 'state', 'services'],
      properties: {
        from: textField(32, 'the version before'),
        to: textField(32, 'the version the spec asked for'),
        generation: generationField(
          'generation of the spec that asked for it; a failed attempt is not repeated for it',
        ),
        state: {
          type: 'string',
          enum: ['Rolling', 'Verifying', 'Complete', 'Returning', 'Failed'],
          description: 'Rolling and Verifying lead to Complete; Returning leads back, to Failed',
        },
        services: {
          type: 'array',
          description: 'services that run the new version or are taking it, in that order',
          maxItems: 32,
          items: textField(63, 'name of the service'),
        },
        since: { type: 'string', format: 'date-time', description: 'when it last advanced' },
        violated: { type: 'boolean', description: 'some invariant was violated before it began' },
        reason: textField(1_024, 'machine-readable reason why it failed'),
        message: textField(1_024, 'why it failed'),
      },
    },
    credentials: {
      type: 'object',
      description: 'generation of the credentials, once it was not the first',
      required: ['generation', 'phase', 'services', 'since'],
      properties: {
        generation: integerField('the generation in effect; during a rotation the one that is left'),
        previous: integerField('the generation before it'),
        target: integerField('during a rotation: the generation that is taken'),
        phase: {
          type: 'string',
          enum: ['Granting', 'HandingOver', 'Settling', 'Revoking', 'Complete'],
          description:
            'Granting: stores accept both generations; HandingOver and Settling: services take the new one; Revoking: stores refuse the earlier one',
        },
        services: {
          type: 'array',
          description: 'services that have taken this phase or are taking it, in that order',
          maxItems: 32,
          items: textField(63, 'name of the service'),
        },
        since: timeField('when it last advanced'),
        message: textField(1_024, 'what it waits for'),
      },
    },
    services: componentList('each service'),
    data: componentList('each store, and what its data was created with'),
  },
};
