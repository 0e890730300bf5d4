/** Kafka users and their ACLs: a service writes the events it publishes, reads those it handles, and nothing else. Pure. */
import { anchorTopicOf } from '@mambogo/contracts/events/event.ts';
import { type CredentialGenerations, loginAt, settledAt } from '../model/credential-generations.ts';
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

/** @param generations those whose logins are accepted */
export const kafkaGrants = (model: Model, generations: readonly number[] = [1]): KafkaGrant[] =>
  generations.flatMap((generation) => grantsAt(model, generation));

function grantsAt(model: Model, generation: number): KafkaGrant[] {
  return eventUsers(model).flatMap(({ appId, blueprint, deadLetterTopic }) => {
    const may = (resource: KafkaGrant['resource'], name: string, operation: KafkaGrant['operation']): KafkaGrant => ({
      user: loginAt(appId, generation),
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

/**
 * Lines for the brokers' configuration.
 * @param current generation by which the brokers log in among themselves
 * @param accepted generations whose logins are accepted
 */
export function kafkaUsers(
  model: Pick<Model, 'services'>,
  secret: DeriveSecretFor,
  { current, accepted }: Pick<CredentialGenerations, 'current' | 'accepted'> = settledAt(1),
) {
  const users = [[kafkaAdmin, kafkaAdmin], ...eventUsers(model).map(({ appId, name }) => [appId, name])] as const;
  const known = accepted.flatMap((generation) =>
    users.map(([user = '', name = '']) => [loginAt(user, generation), secret(kafkaPasswordPurpose(name), generation)]),
  );
  const module = [
    'org.apache.kafka.common.security.plain.PlainLoginModule required',
    `username="${loginAt(kafkaAdmin, current)}"`,
    `password="${secret(kafkaPasswordPurpose(kafkaAdmin), current)}"`,
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
