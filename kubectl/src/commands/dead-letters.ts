/** `kubectl mambogo dead-letters`: events that a service could not handle; listed, shown, replayed, discarded. */
import { Argument, Command, Option } from '@commander-js/extra-typings';
import {
  discardDeadLetter,
  getDeadLetter,
  listDeadLetters,
  replayDeadLetter,
  replayDeadLetters,
} from '@mambogo/contracts/api/dead-letters.ts';
import { consumers, deadLetterStatuses } from '@mambogo/contracts/enumerations.ts';
import { bad, headed, print } from '@mambogo/terminal/print.ts';
import { outputOption, printAs } from '../command-context.ts';
import { openGateway, withGatewayOptions } from '../gateway/gateway.ts';

const service = () => new Argument('<service>', 'the service that could not handle it').choices(consumers);

export const deadLettersCommand = () =>
  new Command('dead-letters')
    .description('events that a service could not handle')
    .addCommand(listCommand(), { isDefault: true })
    .addCommand(showCommand())
    .addCommand(replayCommand())
    .addCommand(discardCommand());

const listCommand = () =>
  withGatewayOptions(new Command('list').description('the newest first; by default those that wait'))
    .addOption(new Option('--service <service>', 'only those of one service').choices(consumers))
    .addOption(
      new Option('--status <status>', 'only those in this status')
        .choices(deadLetterStatuses)
        .default('waiting' as const),
    )
    .addOption(outputOption())
    .action(async ({ service: of, status, output, ...where }) => {
      const page = await (await openGateway(where)).call(listDeadLetters, {
        query: { service: of, status, size: 100 },
      });
      printAs(output, page, () => [
        ...headed(
          ['SERVICE', 'ID', 'EVENT', 'KIND', 'TRIES', 'SINCE', 'ERROR'],
          page.items.map((one) => [
            ...[one.service, one.id, one.type ?? '?', one.kind, String(one.tries), one.filedAt, one.error.slice(0, 80)],
          ]),
          `no dead letters are ${status}`,
        ),
        ...(page.next ? ['More exist: narrow the list with --service.'] : []),
        ...(page.unavailable.length > 0 ? [bad(`These services did not respond: ${page.unavailable.join(', ')}`)] : []),
      ]);
    });

const showCommand = () =>
  withGatewayOptions(new Command('show').description('one dead letter, with the message as received'))
    .addArgument(service())
    .argument('<id>', 'its id')
    .addOption(outputOption())
    .action(async (of, id, { output, ...where }) => {
      const letter = await (await openGateway(where)).call(getDeadLetter, { params: { service: of, id } });
      printAs(output, letter, () => [
        `${letter.type ?? 'unreadable event'}  ${letter.status}  ${letter.kind}, ${letter.tries} replays, since ${letter.filedAt}`,
        bad(letter.error),
        '',
        letter.payload,
      ]);
    });

const replayCommand = () =>
  withGatewayOptions(new Command('replay').description('handle one again, or all that wait in a service'))
    .addArgument(service())
    .argument('[id]', 'its id; default: all that wait')
    .action(async (of, id, where) => {
      const api = await openGateway(where);
      if (id === undefined) {
        const { replayed, failed } = await api.call(replayDeadLetters, { params: { service: of } });
        print(`${of}: ${replayed} handled, ${failed} failed again`);
        if (failed > 0) process.exitCode = 1;
        return;
      }
      const { status, error } = await api.call(replayDeadLetter, { params: { service: of, id } });
      print(status === 'waiting' ? `failed again: ${error}` : `${id} is ${status}`);
      if (status === 'waiting') process.exitCode = 1;
    });

const discardCommand = () =>
  withGatewayOptions(new Command('discard').description('settle one for good without handling it'))
    .addArgument(service())
    .argument('<id>', 'its id')
    .requiredOption('--reason <text>', 'why; it is kept with the dead letter and in the log of staff actions')
    .action(async (of, id, { reason, ...where }) => {
      const { status } = await (await openGateway(where)).call(discardDeadLetter, {
        params: { service: of, id },
        body: { reason },
      });
      print(`${id} is ${status}`);
    });
