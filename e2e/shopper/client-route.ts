/**
 * Has this process's requests come from many addresses, as people at as many places do, whom the shop's limits for an
 * address and a network must not take for one.
 */
import { Agent, buildConnector, setGlobalDispatcher } from 'undici';

export interface ClientRoute {
  /** The addresses of this machine that it comes from, in turn. */
  readonly from: readonly string[];
  /** Where they go, whatever host a URL names; default: where the URL says. */
  readonly to?: { readonly hostname: string; readonly port: string };
}

/** 1 to 250 addresses of loopback, each in a network of its own (127.0.N.0/24); none is 127.0.0.1. */
export const manyNetworks = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `127.0.${index + 1}.1`);

/** Each request comes from the next address; by one connection after the other all would come from the first. */
export function connectFromManyAddresses({ from, to }: ClientRoute): void {
  const agents = from.map((address) => new Agent({ connect: connectBy({ from: [address], to }) }));
  let next = 0;
  setGlobalDispatcher(
    new Agent().compose(
      () => (options, handler) => agents[next++ % agents.length]?.dispatch(options, handler) ?? false,
    ),
  );
}

export function connectBy({ from, to }: ClientRoute): buildConnector.connector {
  const connect = buildConnector({ timeout: 5_000 });
  let next = 0;
  return (options, done) =>
    connect(
      {
        ...options,
        servername: options.servername ?? options.hostname,
        ...to,
        localAddress: from[next++ % from.length],
      },
      done,
    );
}
