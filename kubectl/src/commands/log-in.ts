/** `kubectl mambogo login` and `logout`: a session with a shop, for the commands that use its API. */
import { Command } from '@commander-js/extra-typings';
import { getOperations } from '@mambogo/contracts/api/operations.ts';
import { print } from '@mambogo/terminal/print.ts';
import { logOut, openGateway, withGatewayOptions } from '../gateway/gateway.ts';

export const loginCommand = () =>
  withGatewayOptions(
    new Command('login').description('log in to a shop in the browser, for the commands that use its API'),
  )
    .addHelpText(
      'after',
      '\nThe session is kept in $XDG_STATE_HOME/mambogo (default ~/.local/state), readable by you only. MAMBOGO_TOKEN is used instead where it is set.',
    )
    .action(async (where) => {
      const { services } = await (await openGateway(where)).call(getOperations);
      print(`logged in; ${services.length} services can be seen`);
    });

export const logoutCommand = () =>
  withGatewayOptions(new Command('logout').description('end the session')).action(async (where) => {
    print((await logOut(where)) ? 'logged out' : 'there is no session');
  });
