/** One broker that is its own controller, on loopback. Pure. */
import { consumerOffsetRetentionDays } from '@mambogo/blueprint/topics.ts';

export interface KafkaPorts {
  readonly broker: number;
  readonly controller: number;
  /** Where clients are told to come; default: the broker's own port. */
  readonly advertised?: number;
}

/** server.properties */
export const kafkaProperties = (ports: KafkaPorts, folder: string): string =>
  Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${ports.controller}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${ports.broker},CONTROLLER://127.0.0.1:${ports.controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${ports.advertised ?? ports.broker}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': folder,
    'auto.create.topics.enable': false,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'offsets.retention.minutes': consumerOffsetRetentionDays * 24 * 60,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    // Consumers that come one after the other at start are not waited for.
    'group.initial.rebalance.delay.ms': 0,
    // What a broker acknowledged is on its disk within a second: kept when the machine loses power.
    'log.flush.interval.ms': 1_000,
    'log.flush.scheduler.interval.ms': 1_000,
    'log.segment.bytes': 67_108_864,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

/** log4j2.properties */
export const kafkaLogging = `status = warn
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1}: %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
`;

/** A small heap and the quick compiler: start-up matters more here than peak throughput. */
export const kafkaJvm = (loggingFile: string): string[] => [
  '-Xms128m',
  '-Xmx384m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Djava.net.preferIPv4Stack=true',
  `-Dlog4j2.configurationFile=${loggingFile}`,
];
