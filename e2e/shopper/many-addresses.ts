/**
 * Has this process's requests come from many addresses of loopback, each in a network of its own (127.0.N.0/24): as many
 * people at as many places, whom the shop's limits for an address and a network must not take for one.
 */
import { Agent, buildConnector, setGlobalDispatcher } from 'undici';

/** @param count 1 to 250 addresses, taken in turn by each new connection; none is 127.0.0.1 */
export function comeFromManyAddresses(count: number): void {
  const connect = buildConnector({});
  let next = 0;
  setGlobalDispatcher(
    new Agent({
      connect: (options, done) => connect({ ...options, localAddress: `127.0.${(next++ % count) + 1}.1` }, done),
    }),
  );
}
