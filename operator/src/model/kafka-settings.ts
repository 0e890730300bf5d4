/**
 * Settings of every embedded broker, on one machine and in a cluster alike: clients without a user and password may do nothing,
 * and users what their ACLs allow. PLAIN, as a user's password must be known to the broker when it starts. Pure.
 */
import { consumerOffsetRetentionDays } from '@mambogo/blueprint/topics.ts';

/** User of the brokers among themselves, and of the Job that creates topics. */
export const kafkaAdmin = 'mambogo-admin';

/** @param copies replication factor of a topic; `inSync`: minimum in-sync replicas for an acknowledgement */
export const brokerSettings = ({ copies, inSync }: { copies: number; inSync: number }) => ({
  'process.roles': 'broker,controller',
  'controller.listener.names': 'CONTROLLER',
  'listener.security.protocol.map': 'CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT',
  'inter.broker.listener.name': 'CLIENT',
  'sasl.enabled.mechanisms': 'PLAIN',
  'sasl.mechanism.inter.broker.protocol': 'PLAIN',
  'sasl.mechanism.controller.protocol': 'PLAIN',
  'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
  'super.users': `User:${kafkaAdmin}`,
  'auto.create.topics.enable': false,
  'num.network.threads': 2,
  'num.io.threads': 4,
  'offsets.topic.replication.factor': copies,
  'offsets.topic.num.partitions': 4,
  'offsets.retention.minutes': consumerOffsetRetentionDays * 24 * 60,
  'transaction.state.log.replication.factor': copies,
  'transaction.state.log.min.isr': inSync,
  'share.coordinator.state.topic.replication.factor': copies,
  'share.coordinator.state.topic.min.isr': inSync,
  // Does not wait for further consumers to join at start.
  'group.initial.rebalance.delay.ms': 0,
  // Acknowledged records are flushed to disk within a second, so they survive a power loss.
  'log.flush.interval.ms': 1_000,
  'log.flush.scheduler.interval.ms': 1_000,
  'log.segment.bytes': 67_108_864,
});

/** Settings in properties file format. */
export const propertiesText = (settings: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
