/** Requests of an embedded store by size, and the matching server parameters. Pure. */
import { bytesOf, doubled, millisOf, smaller } from '../api/quantities.ts';
import type { StoreSize } from '../api/store-tuning.ts';
import { redisMemory } from './redis-settings.ts';
import type { Embedded, External } from './store-model.ts';
import type { StoreServer } from './store-server.ts';

export interface StoreSizing {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu?: string; readonly memory: string };
  /** Server parameters; for Kafka also `heap`. */
  readonly settings: Readonly<Record<string, string>>;
}

const sizing = (
  cpu: string,
  memory: string,
  limit: string,
  settings: Readonly<Record<string, string>> = {},
): StoreSizing => ({ requests: { cpu, memory }, limits: { memory: limit }, settings });

/** `small` matches shops from before sizes existed: changing it would restart all of them. */
const sizings: Readonly<Record<StoreServer, Readonly<Record<StoreSize, StoreSizing>>>> = {
  postgres: {
    small: sizing('100m', '128Mi', '512Mi'),
    medium: sizing('500m', '1Gi', '2Gi', { shared_buffers: '512MB', effective_cache_size: '1GB', work_mem: '8MB' }),
    large: sizing('2', '4Gi', '8Gi', {
      ...{ shared_buffers: '2GB', effective_cache_size: '5GB', work_mem: '16MB' },
      ...{ maintenance_work_mem: '256MB', max_connections: '400' },
    }),
  },
  mysql: {
    small: sizing('100m', '160Mi', '512Mi'),
    medium: sizing('500m', '1Gi', '2Gi', { 'innodb-buffer-pool-size': '768M' }),
    large: sizing('2', '4Gi', '6Gi', { 'innodb-buffer-pool-size': '3G', 'max-connections': '400' }),
  },
  redis: {
    small: sizing('50m', '32Mi', `${redisMemory.container}Mi`),
    medium: sizing('200m', '512Mi', '1Gi', { maxmemory: '640mb' }),
    large: sizing('500m', '2Gi', '4Gi', { maxmemory: '2560mb' }),
  },
  kafka: {
    small: sizing('250m', '448Mi', '768Mi'),
    medium: sizing('500m', '1280Mi', '2Gi', { heap: '-Xms512m -Xmx1g' }),
    large: sizing('2', '4Gi', '6Gi', { heap: '-Xms2g -Xmx3g', 'num.network.threads': '4', 'num.io.threads': '8' }),
  },
};

export function sizingOf(
  server: StoreServer,
  { size = 'small', resources = {}, parameters = {} }: Embedded,
): StoreSizing {
  const { requests, limits, settings } = sizings[server][size];
  const requested = resources.requests?.memory;
  // A request above the default limit raises the limit; a limit below the default request lowers the request.
  const memoryLimit = requested && bytesOf(requested) > bytesOf(limits.memory) ? doubled(requested) : limits.memory;
  return {
    requests: {
      cpu: resources.requests?.cpu ?? smaller(requests.cpu, resources.limits?.cpu, millisOf),
      memory: requested ?? smaller(requests.memory, resources.limits?.memory, bytesOf),
    },
    limits: {
      ...(resources.limits?.cpu ? { cpu: resources.limits.cpu } : {}),
      memory: resources.limits?.memory ?? memoryLimit,
    },
    settings: { ...settings, ...parameters },
  };
}

/** Parameters the shop depends on: addresses, authentication, data paths, and durability of acknowledged writes. */
const reservedParameters: Readonly<Record<StoreServer, RegExp>> = {
  postgres:
    /^(listen_addresses|port|unix_socket_.*|ssl.*|hba_file|ident_file|config_file|data_directory|external_pid_file|password_encryption|fsync|full_page_writes|synchronous_commit|log_min_error_statement|log_error_verbosity|log_line_prefix|archive_library|restore_command)$/,
  mysql:
    /^(datadir|bind-address|port|socket|pid-file|tmpdir|skip-.*|character-set-server|default-time-zone|ssl.*|tls-version|require-secure-transport|bootstrap|user|init-file|plugin-.*|no-defaults|defaults-.*|innodb-flush-log-at-trx-commit|innodb-doublewrite)$/,
  redis:
    /^(bind|port|protected-mode|tls-.*|unixsocket.*|dir|daemonize|appendonly|appendfsync|appendfilename|appenddirname|save|user|aclfile|requirepass|maxmemory-policy|include|loadmodule|rename-command|replicaof|slaveof|cluster-.*|masteruser|masterauth|enable-.*)$/,
  kafka:
    /^(process\.roles|node\.id|controller\..*|listeners|advertised\..*|listener\..*|inter\.broker\..*|sasl\..*|ssl\..*|authorizer\..*|super\.users|log\.dirs?|metadata\.log\.dir|auto\.create\.topics\.enable|default\.replication\.factor|min\.insync\.replicas|unclean\..*|offsets\.topic\..*|transaction\.state\..*|share\.coordinator\..*|log\.flush\..*)$/,
};

/** Parameters of MariaDB that read replicas depend on. */
const replicationParameters =
  /^(log-bin.*|log-slave-updates|binlog-(format|row-image|do-db|ignore-db)|sync-binlog|server-id|gtid-.*|read-only|(relay|slave|master|replicate|rpl)-.*)$/;

/** Names of parameters that can't be set, or not to this value. */
export function rejectedParameters(server: StoreServer, source: Embedded | External): string[] {
  const { parameters = {}, replicas = 0 } = source.embedded ? source : {};
  const isOwn = (given: string) => {
    const name = server === 'mysql' ? given.replaceAll('_', '-') : given;
    return (
      reservedParameters[server].test(name) || (server === 'mysql' && replicas > 0 && replicationParameters.test(name))
    );
  };
  return Object.entries(parameters)
    .filter(([name, value]) => isOwn(name) || (server === 'kafka' && name === 'heap' && !heapPattern.test(value)))
    .map(([name]) => name);
}

/** The value becomes part of a command line. */
const heapPattern = /^-Xm[sx][0-9]+[mg]( -Xm[sx][0-9]+[mg])?$/;
