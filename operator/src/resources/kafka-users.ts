/** Kafka users and their ACLs: a service writes the events it publishes, reads those it handles, and nothing else. Pure. */
import { anchorTopicOf } from '@mambogo/contracts/events/event.ts';
import { kafkaAdmin } from '../model/kafka-settings.ts';
import type { Model, ServiceModel } from '../model/model.ts';
import { type DeriveSecretFor, kafkaPasswordPurpose } from './secret-purposes.ts';

export interface KafkaGrant {
  /** App id. */
  readonly user: string;
  readonly resource: 'topic' | 'group';
  readonly name: string;
  /** Whether the ACL covers all groups whose names start with `name`. */
  readonly prefixed: boolean;
  readonly operation: 'read' | 'write';
}

export function kafkaGrants(model: Model): KafkaGrant[] {
  return eventUsers(model).flatMap(({ appId, blueprint, deadLetterTopic }) => {
    const may = (resource: KafkaGrant['resource'], name: string, operation: KafkaGrant['operation']): KafkaGrant => ({
      user: appId,
      resource,
      name,
      prefixed: resource === 'group',
      operation,
    });
    return [
      ...(blueprint.emits
        ? [may('topic', blueprint.emits, 'write'), may('topic', anchorTopicOf(blueprint.name), 'write')]
        : []),
      ...blueprint.consumes.map((topic) => may('topic', topic, 'read')),
      // Its sidecar publishes dead letters there, and consumes them.
      ...(deadLetterTopic ? [may('topic', deadLetterTopic, 'write'), may('topic', deadLetterTopic, 'read')] : []),
      ...(blueprint.consumes.length > 0 ? [may('group', appId, 'read')] : []),
    ];
  });
}

/** Lines for the brokers' configuration. */
export function kafkaUsers(model: Pick<Model, 'services'>, secret: DeriveSecretFor) {
  const admin = secret(kafkaPasswordPurpose(kafkaAdmin));
  const known = [
    [kafkaAdmin, admin],
    ...eventUsers(model).map(({ appId, name }) => [appId, secret(kafkaPasswordPurpose(name))]),
  ];
  const module = [
    'org.apache.kafka.common.security.plain.PlainLoginModule required',
    `username="${kafkaAdmin}"`,
    `password="${admin}"`,
    ...known.map(([user, password]) => `user_${user}="${password}"`),
  ].join(' ');
  return {
    'users.properties': ['client', 'controller']
      .map((listener) => `listener.name.${listener}.plain.sasl.jaas.config=${module};\n`)
      .join(''),
  };
}

const eventUsers = ({ services }: Pick<Model, 'services'>): ServiceModel[] =>
  services.filter(({ blueprint }) => blueprint.components.includes('events'));
