/**
 * What every broker of a shop's own is told, on one machine and in a cluster alike: who is not a user with a password may do
 * nothing, and a user what the ACLs give. PLAIN, as a user's password must be known to the broker when it starts. Pure.
 */
import { consumerOffsetRetentionDays } from '@mambogo/blueprint/topics.ts';

/** Brokers among themselves, and whoever makes topics. */
export const kafkaAdmin = 'mambogo-admin';

/** @param copies of what a topic holds, and how many must be `inSync` before something is acknowledged */
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
  // Consumers that come one after the other at start are not waited for.
  'group.initial.rebalance.delay.ms': 0,
  // What a broker acknowledged is on its disk within a second: kept when the machine loses power.
  'log.flush.interval.ms': 1_000,
  'log.flush.scheduler.interval.ms': 1_000,
  'log.segment.bytes': 67_108_864,
});

/** Settings as the text of a properties file. */
export const propertiesText = (settings: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
