/**
 * Embedded Kafka: one broker, or three that tolerate the loss of one, each its own controller. Image contract: `java` on PATH,
 * Kafka's jars on CLASSPATH. A Job creates topics and ACLs; topics are not created automatically. Connections use TLS. Pure.
 */
import type { KubeObject } from '../kube/kube-object.ts';
import { serviceHost, storeObject } from '../model/cluster-placement.ts';
import { loginAt } from '../model/credential-generations.ts';
import { brokerSettings, kafkaAdmin, propertiesText } from '../model/kafka-settings.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import type { Embedded } from '../model/store-model.ts';
import { sizingOf } from '../model/store-sizes.ts';
import type { DeriveSecretFor } from './secret-purposes.ts';
import { storeSecret } from './secrets.ts';
import { scriptPrelude, storeFolders, storeStatefulSet } from './store-stateful-set.ts';

export const kafkaPorts = { client: 9092, controller: 9093 } as const;
/** Replication: as many copies as brokers, and with three one may be unavailable. */
export const replicationFor = (brokers: number) => ({ copies: Math.min(3, brokers), inSync: brokers >= 3 ? 2 : 1 });

/** Kafka requires key and certificate in one file. */
const keyStore = '/tmp/keystore.pem';

function brokerProperties(model: ShopModel, store: PlacedStore, changed: Readonly<Record<string, string>>): string {
  const { members } = store.source as Embedded;
  const { copies, inSync } = replicationFor(members);
  const domain = serviceHost(storeObject(model.storefront, store), model.namespace);
  const voters = Array.from(
    { length: members },
    (_, at) => `${at + 1}@${storeObject(model.storefront, store)}-${at}.${domain}:${kafkaPorts.controller}`,
  );
  return propertiesText({
    ...brokerSettings({ copies, inSync }),
    'super.users': model.credentials.accepted.map((at) => `User:${loginAt(kafkaAdmin, at)}`).join(';'),
    'controller.quorum.voters': voters.join(','),
    listeners: `CLIENT://:${kafkaPorts.client},CONTROLLER://:${kafkaPorts.controller}`,
    'listener.security.protocol.map': 'CLIENT:SASL_SSL,CONTROLLER:SASL_SSL',
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': keyStore,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': `${storeFolders.tls}/ca.crt`,
    'ssl.enabled.protocols': 'TLSv1.2,TLSv1.3',
    'default.replication.factor': copies,
    'min.insync.replicas': inSync,
    ...changed,
  });
}

/** Broker-specific lines derive from the pod's name; an empty folder is formatted in a sibling and renamed when complete. */
const startScript = (domain: string, heap: string) => `${scriptPrelude}data=${storeFolders.data}/data
make_settings() {
  cat ${storeFolders.config}/server.properties ${storeFolders.secret}/users.properties
  echo "node.id=$((\${HOSTNAME##*-} + 1))"
  echo "advertised.listeners=CLIENT://$HOSTNAME.${domain}:${kafkaPorts.client}"
  echo "log.dirs=$1"
}
umask 077
cat ${storeFolders.tls}/tls.key ${storeFolders.tls}/tls.crt > ${keyStore}
if [ ! -d "$data" ]; then
  begin_empty
  new=${storeFolders.data}/new
  rm -rf "$new"
  make_settings "$new" > /tmp/format.properties
  java -XX:TieredStopAtLevel=1 kafka.tools.StorageTool format --ignore-formatted -t "$CLUSTER_ID" -c /tmp/format.properties
  mv "$new" "$data"
  begun
fi
make_settings "$data" > /tmp/server.properties
exec java ${heap} -XX:+UseSerialGC -Djava.net.preferIPv4Stack=true \\
  -Dlog4j2.configurationFile=${storeFolders.config}/log4j2.properties kafka.Kafka /tmp/server.properties
`;

const log4jProperties = `status = warn
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1}: %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
`;

/** 16 bytes as base64url; a leading "-" would be read as an option. */
const clusterId = (secret: DeriveSecretFor): string => `M${secret('kafka-cluster-id').slice(1, 21)}A`;

export const kafkaStore = (model: ShopModel, store: PlacedStore, secret: DeriveSecretFor): KubeObject[] => {
  const sizing = sizingOf('kafka', store.source as Embedded);
  const { heap = '-Xms128m -Xmx384m', ...changed } = sizing.settings;
  return storeStatefulSet({
    model,
    store,
    files: {
      'start.sh': startScript(serviceHost(storeObject(model.storefront, store), model.namespace), heap),
      'server.properties': brokerProperties(model, store, changed),
      'log4j2.properties': log4jProperties,
    },
    secret: storeSecret(model, store, secret),
    env: { CLUSTER_ID: clusterId(secret) },
    ports: kafkaPorts,
    ready: { tcpSocket: { port: kafkaPorts.client }, timeoutSeconds: 5 },
    scratch: ['/tmp'],
    sizing,
  });
};
