/**
 * Distributes the run's own connections over the gateway's instances round-robin, like a load balancer. All other connections
 * are unchanged.
 */
import { Agent, buildConnector, setGlobalDispatcher } from 'undici';

export interface Gateways {
  add(port: number): void;
  /** Back to the first instance only. */
  removeFurther(): void;
}

/** @param first the port of the shop's address */
export function spreadOverGateways(first: number): Gateways {
  const connect = buildConnector({});
  const ports = [first];
  let turn = 0;
  setGlobalDispatcher(
    new Agent({
      connect(options, done) {
        turn += 1;
        const port = Number(options.port) === first ? String(ports[turn % ports.length] ?? first) : options.port;
        connect({ ...options, port }, done);
      },
    }),
  );
  return {
    add: (port) => void ports.push(port),
    removeFurther() {
      ports.length = 1;
    },
  };
}
