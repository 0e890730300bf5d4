/** The sidecar of an instance, in memory: publishes to the broker through the gate, and invokes the peers' real routes. */
import type { Invocation, Sidecar } from '@mambogo/dapr/sidecar.ts';
import type { Express } from 'express';
import type { Broker } from './broker.ts';
import type { Gate } from './gate.ts';
import { injectRequest } from './inject-request.ts';

export interface SidecarParts {
  readonly gate: Gate;
  readonly broker: Broker;
  readonly peer: (service: string) => Express | undefined;
}

export function createSidecar({ gate, broker, peer }: SidecarParts): Sidecar {
  return {
    async invoke(service, invocation) {
      const app = peer(service);
      if (!app) throw new Error(`${service} is unavailable`);
      return toResponse(
        await gate.track(
          injectRequest(app, methodOf(invocation), invocation.path, bodyOf(invocation), headersOf(invocation)),
        ),
      );
    },
    publishBulk: (_pubsub, topic, entries) =>
      gate.pass({
        kind: 'publish',
        what: `publish ${entries.length} to ${topic}`,
        async run() {
          broker.append(topic, entries);
          return new Set<string>();
        },
        fail: async () => new Error('the sidecar does not respond'),
      }),
    isReady: async () => true,
    waitUntilReady: async () => undefined,
    calls: () => new Map(),
    close: async () => undefined,
  };
}

const methodOf = ({ method }: Invocation) => (method === 'POST' ? 'POST' : 'GET');
const bodyOf = ({ body }: Invocation) => (typeof body === 'string' ? body : undefined);
const headersOf = ({ headers = {} }: Invocation): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** Callers read the status and the text only. */
const toResponse = ({ status, text }: { status: number; text: string }) =>
  ({ statusCode: status, headers: {}, body: { text: async () => text } }) as unknown as Awaited<
    ReturnType<Sidecar['invoke']>
  >;
