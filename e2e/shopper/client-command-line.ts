/** The options by which a command finds the shop that it uses from outside, as a client of its API. */

import { optionParser, webOrigin } from '@mambogo/local/cli/argument-values.ts';
import { type CommandHelp, commandLine, Option } from '@mambogo/local/cli/command-line.ts';
import { portOffsetOption } from '@mambogo/local/shop/shop-selector.ts';
import { connectTo, readAddress } from './connect-to.ts';

export const clientCommandLine = (script: string, about: CommandHelp) =>
  commandLine(script, about)
    .optionsGroup('Which shop:')
    .option('--url <url>', 'URL of the shop; default the one started by npm start on this machine', webOrigin)
    .addOption(portOffsetOption())
    .option(
      '--connect-to <host:port>',
      'address to connect to, whatever host the URL names, such as an ingress',
      optionParser(readAddress),
    )
    .addOption(
      new Option(
        '--token <token>',
        'an access token instead of a log-in, for shops with an external identity provider',
      ).env('MAMBOGO_TOKEN'),
    )
    .optionsGroup('Options:');

interface ClientOptions {
  readonly url?: string;
  readonly portOffset: number;
  readonly connectTo?: ReturnType<typeof readAddress>;
}

/** The shop's URL; from now on every request goes where `--connect-to` says. */
export function reachShop({ url, portOffset, connectTo: address }: ClientOptions): string {
  if (address) connectTo(address);
  return url ?? `http://localhost:${8080 + portOffset}`;
}
