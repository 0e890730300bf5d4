/**
 * Sends every request to one address, whatever host its URL names: for a shop whose name this machine can't resolve, as behind
 * an ingress. Names in URLs, Host headers and certificates stay those of the shop. An IP address in a URL is that address.
 */
import { isIP } from 'node:net';
import { Agent, buildConnector, setGlobalDispatcher } from 'undici';

export function connectTo({ hostname, port }: { readonly hostname: string; readonly port: string }): void {
  const connect = buildConnector({});
  setGlobalDispatcher(
    new Agent({
      connect: (options, done) =>
        isIP(withoutBrackets(options.hostname))
          ? connect(options, done)
          : connect({ ...options, hostname, port, servername: options.servername ?? options.hostname }, done),
    }),
  );
}

/** `host:port`, or an Error with a message for the user. */
export function readAddress(text: string): { hostname: string; port: string } {
  const found = /^(?<hostname>[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):(?<port>\d{1,5})$/.exec(text)?.groups;
  if (!found?.hostname || !found.port) throw new Error(`${text} is not an address such as 127.0.0.1:18000`);
  return { hostname: withoutBrackets(found.hostname), port: found.port };
}

/** An IPv6 address in a URL is in brackets. */
const withoutBrackets = (host: string): string => host.replaceAll(/[[\]]/g, '');
