/**
 * Sends this process's requests from many addresses, like people in many places, whom the shop's limits per address and network
 * must not treat as one.
 */
import { Agent, buildConnector, setGlobalDispatcher } from 'undici';

export interface ClientRoute {
  /** The local addresses it uses, in turn. */
  readonly from: readonly string[];
  /** The target address, whatever host a URL names; default: the URL's own. */
  readonly to?: { readonly hostname: string; readonly port: string };
}

/** 1 to 250 loopback addresses, each in its own network (127.0.N.0/24); none is 127.0.0.1. */
export const manyNetworks = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `127.0.${index + 1}.1`);

/** Each request uses the next address and a new connection; a reused one would keep the first address. */
export const connectFromManyAddresses = ({ from, to }: ClientRoute): void =>
  connectInTurn(from.map((address) => ({ from: [address], to })));

/** Each request uses the next route. */
export function connectInTurn(routes: readonly ClientRoute[]): void {
  const agents = routes.map((route) => new Agent({ connect: connectBy(route) }));
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
