/** One broker that is its own controller, on loopback. Pure. */
import { brokerSettings, propertiesText } from '@mambogo/operator/model/kafka-settings.ts';

export interface KafkaPorts {
  readonly broker: number;
  readonly controller: number;
  /** Port advertised to clients; default: the broker's own port. */
  readonly advertised?: number;
}

/**
 * server.properties
 * @param users lines with users and passwords
 */
export const kafkaProperties = (ports: KafkaPorts, folder: string, users: string): string =>
  propertiesText({
    ...brokerSettings({ copies: 1, inSync: 1 }),
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${ports.controller}`,
    listeners: `CLIENT://127.0.0.1:${ports.broker},CONTROLLER://127.0.0.1:${ports.controller}`,
    'advertised.listeners': `CLIENT://127.0.0.1:${ports.advertised ?? ports.broker}`,
    'log.dirs': folder,
    // By default the controller writes an empty record twice a second, by which the others would see how far they lag behind.
    'metadata.max.idle.interval.ms': 0,
    // Each of them wakes three times a second; a machine of two cores has no use for more.
    'num.network.threads': 1,
    'num.io.threads': 2,
  }) + users;

/** log4j2.properties */
export const kafkaLogging = `status = warn
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1}: %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
`;

/** A small heap and the fast compiler: start-up time matters more here than peak throughput. */
export const kafkaJvm = (loggingFile: string): string[] => [
  '-Xms128m',
  '-Xmx384m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  // Counters for jstat, sampled twenty times a second.
  '-XX:-UsePerfData',
  '-Djava.net.preferIPv4Stack=true',
  `-Dlog4j2.configurationFile=${loggingFile}`,
];
