/** The options by which a command finds the shop that it uses from outside, as a client of its API. */

import { optionParser, webOrigin } from '@mambogo/local/cli/argument-values.ts';
import { type CommandHelp, commandLine, Option } from '@mambogo/local/cli/command-line.ts';
import { portOffsetOption } from '@mambogo/local/shop/shop-selector.ts';
import { connectTo, readAddress } from './connect-to.ts';

export const clientCommandLine = (script: string, about: CommandHelp) =>
  commandLine(script, about)
    .optionsGroup('Which shop:')
    .option('--url <url>', 'where the shop is; default the one that npm start runs on this machine', webOrigin)
    .addOption(portOffsetOption())
    .option(
      '--connect-to <host:port>',
      'connect there, whatever name the URL has, as to an ingress',
      optionParser(readAddress),
    )
    .addOption(
      new Option(
        '--token <token>',
        'an access token instead of a log-in, where people log in at an issuer of their own',
      ).env('MAMBOGO_TOKEN'),
    )
    .optionsGroup('Options:');

interface ClientOptions {
  readonly url?: string;
  readonly portOffset: number;
  readonly connectTo?: ReturnType<typeof readAddress>;
}

/** The shop's address; from now on every request goes where `--connect-to` says. */
export function reachShop({ url, portOffset, connectTo: address }: ClientOptions): string {
  if (address) connectTo(address);
  return url ?? `http://localhost:${8080 + portOffset}`;
}
