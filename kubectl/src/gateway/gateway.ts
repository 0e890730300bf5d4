/** Opens a shop's API: finds its address in the Storefront, and a token in the environment, the last log-in, or a new one. */
import type { Command } from '@commander-js/extra-typings';
import { fieldText } from '@mambogo/operator/kube/kube-object.ts';
import openInBrowser from 'open';
import * as client from 'openid-client';
import { Agent, buildConnector, fetch as undiciFetch } from 'undici';
import type { ClusterOptions } from '../cluster/cluster.ts';
import { UserError } from '../cluster/cluster.ts';
import { findStorefront } from '../cluster/find-storefront.ts';
import { inCluster, withClusterOptions } from '../command-context.ts';
import { type Api, createApi } from './api.ts';
import { discoverIssuer, logInByBrowser } from './log-in.ts';
import { openSessions } from './sessions.ts';

export interface GatewayOptions extends ClusterOptions {
  readonly storefront?: string;
  readonly url?: string;
  readonly connectTo?: string;
  /** false: only print the address at which to log in. */
  readonly browser: boolean;
}

export const withGatewayOptions = <Args extends unknown[], Opts extends Record<string, unknown>>(
  command: Command<Args, Opts>,
) =>
  withClusterOptions(command)
    .optionsGroup('Which shop:')
    .option('--storefront <name>', 'a Storefront; default: the only one of the namespace')
    .option('--url <url>', 'URL of a shop, instead of that of a Storefront')
    .option('--connect-to <host:port>', 'address to connect to, whatever host the URL names, such as an ingress')
    .option('--no-browser', 'print the address at which to log in, and open no browser')
    .optionsGroup('Options:');

export async function openGateway(options: GatewayOptions): Promise<Api> {
  const shop = await findShop(options);
  const fetch = fetchThrough(options.connectTo);
  const given = process.env.MAMBOGO_TOKEN;
  if (given) return createApi(shop, fetch, async () => given);
  let token: string | undefined;
  return createApi(shop, fetch, async () => {
    token ??= await logIn(shop, fetch, options.browser);
    return token;
  });
}

/** The access token of the last log-in, renewed; or of a new log-in. */
export async function logIn(shop: string, fetch: typeof globalThis.fetch, browser: boolean): Promise<string> {
  const issuer = await discoverIssuer(shop, fetch as client.CustomFetch);
  const { issuer: name } = issuer.serverMetadata();
  const sessions = openSessions();
  const keep = (tokens: client.TokenEndpointResponse) => {
    sessions.write(name, tokens.refresh_token);
    return tokens.access_token;
  };
  const refreshToken = sessions.read(name);
  if (refreshToken !== undefined)
    try {
      return keep(await client.refreshTokenGrant(issuer, refreshToken));
    } catch (error) {
      if (!(error instanceof client.ResponseBodyError)) throw error;
      sessions.write(name, undefined);
    }
  return keep(
    await logInByBrowser(issuer, (url) => {
      process.stderr.write(`Log in at ${url}\n`);
      if (browser) void openInBrowser(url).catch(() => undefined);
    }),
  );
}

/** Ends the log-in at the issuer, and forgets it here. */
export async function logOut(options: GatewayOptions): Promise<boolean> {
  const shop = await findShop(options);
  const issuer = await discoverIssuer(shop, fetchThrough(options.connectTo) as client.CustomFetch);
  const { issuer: name } = issuer.serverMetadata();
  const sessions = openSessions();
  const refreshToken = sessions.read(name);
  if (refreshToken === undefined) return false;
  await client.tokenRevocation(issuer, refreshToken);
  sessions.write(name, undefined);
  return true;
}

async function findShop(options: GatewayOptions): Promise<string> {
  if (options.url !== undefined) {
    const url = URL.parse(options.url);
    if (!url || !['http:', 'https:'].includes(url.protocol))
      throw new UserError(`${options.url} is no http or https URL, such as https://shop.example.com`);
    return url.origin;
  }
  return inCluster(options, async (cluster) => {
    const { metadata, status } = await findStorefront(cluster, options.storefront);
    const url = fieldText(status, 'url');
    if (!url)
      throw new UserError(`${metadata.namespace}/${metadata.name} has no public URL yet: kubectl mambogo status`);
    return url;
  });
}

/** Names in URLs, Host headers and certificates stay those of the shop. */
function fetchThrough(address: string | undefined): typeof globalThis.fetch {
  if (address === undefined) return globalThis.fetch;
  const [, hostname, port] = /^(.+):(\d{1,5})$/.exec(address) ?? [];
  if (!hostname || !port) throw new UserError(`${address} is no address such as 127.0.0.1:18000`);
  const connect = buildConnector({});
  const dispatcher = new Agent({
    connect: (target, done) =>
      connect({ ...target, hostname, port, servername: target.servername ?? target.hostname }, done),
  });
  return ((input: string, init: object) => undiciFetch(input, { ...init, dispatcher })) as never;
}
