/**
 * Has this process's requests come from many addresses, as people at as many places do, whom the shop's limits for an
 * address and a network must not take for one.
 */
import { Agent, buildConnector, setGlobalDispatcher } from 'undici';

export interface Way {
  /** The addresses of this machine that connections come from, in turn. */
  readonly from: readonly string[];
  /** Where they go, whatever host a URL names; default: where the URL says. */
  readonly to?: { readonly hostname: string; readonly port: string };
}

/** 1 to 250 addresses of loopback, each in a network of its own (127.0.N.0/24); none is 127.0.0.1. */
export const ofManyNetworks = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `127.0.${index + 1}.1`);

export const comeFromManyAddresses = (way: Way): void => setGlobalDispatcher(new Agent({ connect: connectBy(way) }));

export function connectBy({ from, to }: Way): buildConnector.connector {
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
