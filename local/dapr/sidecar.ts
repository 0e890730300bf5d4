/** One service's daprd, on loopback, with mutual TLS and minimal resources. */
import { appHealthCheck } from '@mambogo/operator/model/app-health-check.ts';
import { kafkaPasswordVariable } from '@mambogo/operator/model/kafka-authentication.ts';
import type { ServiceModel } from '@mambogo/operator/model/model.ts';
import type { SidecarPorts } from '@mambogo/operator/model/placement.ts';
import type { ProcessSpec } from '../supervisor/process-spec.ts';
import type { SidecarFiles } from './write-resources.ts';

export interface SidecarOptions {
  readonly daprd: string;
  readonly files: SidecarFiles;
  readonly namespace: string;
  readonly sentryPort: number;
  readonly trustAnchors: string;
  readonly apiToken: string;
  readonly appToken: string;
  /** Absent: the service uses no events. */
  readonly kafkaPassword?: string;
}

export const sidecarName = (service: string): string => `${service}.sidecar`;

export function sidecarProcess(service: ServiceModel, ports: SidecarPorts, options: SidecarOptions): ProcessSpec {
  return {
    name: sidecarName(service.name),
    command: options.daprd,
    args: Object.entries(flags(service, ports, options)).flatMap(([flag, value]) =>
      value === true ? [`--${flag}`] : [`--${flag}=${value}`],
    ),
    environment: {
      NAMESPACE: options.namespace,
      DAPR_HOST_IP: '127.0.0.1',
      DAPR_TRUST_ANCHORS: options.trustAnchors,
      DAPR_SENTRY_TOKEN_FILE: options.files.sentryToken,
      DAPR_API_TOKEN: options.apiToken,
      APP_API_TOKEN: options.appToken,
      ...(options.kafkaPassword ? { [kafkaPasswordVariable]: options.kafkaPassword } : {}),
      // A sidecar allocates little and mostly waits: one worker thread and a lazy garbage collector save a quarter of its cost.
      GOMAXPROCS: '1',
      GOGC: '400',
    },
    ready: /dapr initialized\. Status: Running/,
    readyTimeoutMs: 90_000,
    stopTimeoutMs: 8_000,
    minLogLevel: 'error',
  };
}

const flags = (
  service: ServiceModel,
  ports: SidecarPorts,
  options: SidecarOptions,
): Record<string, string | number | true> => ({
  'app-id': service.appId,
  'app-port': service.port,
  'app-protocol': 'http',
  'app-channel-address': service.host,
  'dapr-http-port': ports.http,
  'dapr-grpc-port': ports.grpc,
  'dapr-internal-grpc-port': ports.internalGrpc,
  'dapr-listen-addresses': '127.0.0.1',
  'dapr-internal-grpc-listen-address': '127.0.0.1',
  // They cost processor time for every call, and the services' own metrics say what the shop's alerts and dashboards need.
  'enable-metrics': 'false',
  'resources-path': options.files.resources,
  config: options.files.configuration,
  'enable-mtls': true,
  'sentry-address': `127.0.0.1:${options.sentryPort}`,
  'control-plane-trust-domain': 'localhost',
  'control-plane-namespace': 'default',
  // Tokens exceed the default header limit of 4 KiB.
  'read-buffer-size': '64Ki',
  ...appHealthCheck,
  // Subscriptions are declarative; the application is not queried for any.
  'disable-init-endpoints': 'config,subscribe',
  'dapr-graceful-shutdown-seconds': 5,
  'log-as-json': true,
});
