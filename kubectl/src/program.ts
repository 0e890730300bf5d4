/** The commands of `kubectl mambogo`, in the order of its help. */
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { backupCommand, backupsCommand, restoreCommand } from './commands/backups.ts';
import { completeCommand, completionCommand } from './commands/completion.ts';
import { deadLettersCommand } from './commands/dead-letters.ts';
import { loginCommand, logoutCommand } from './commands/log-in.ts';
import { logsCommand } from './commands/logs.ts';
import { mustGatherCommand } from './commands/must-gather.ts';
import { orderCommand, ordersCommand, stuckCommand } from './commands/orders.ts';
import { rotateCommand } from './commands/rotate.ts';
import { statusCommand } from './commands/status.ts';
import { hibernateCommand, pauseCommand, resumeCommand, wakeCommand } from './commands/switch-field.ts';
import { upgradeCommand } from './commands/upgrade.ts';

/** EX_USAGE of sysexits.h. */
const usageExitCode = 64;

export function createProgram(version: string): Command {
  const program = new Command('kubectl mambogo')
    .description('Runs Mambogo shops on Kubernetes: what is up, what is stuck, and what to do about it.')
    .version(version, '--version', 'print the version and exit')
    .helpOption('-h, --help', 'print this help and exit')
    .helpCommand(false)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : usageExitCode));
  const groups = {
    'The Storefront (Kubernetes API):': [
      statusCommand,
      logsCommand,
      mustGatherCommand,
      upgradeCommand,
      rotateCommand,
      pauseCommand,
      resumeCommand,
      hibernateCommand,
      wakeCommand,
      backupCommand,
      backupsCommand,
      restoreCommand,
    ],
    'The shop (its own API, after login):': [
      ordersCommand,
      orderCommand,
      stuckCommand,
      deadLettersCommand,
      loginCommand,
      logoutCommand,
    ],
    'This command:': [completionCommand],
  };
  for (const [heading, commands] of Object.entries(groups)) {
    program.commandsGroup(heading);
    for (const create of commands) program.addCommand(withUsageErrors(create()));
  }
  program.addCommand(completeCommand(program), { hidden: true });
  return program;
}

/** A mistyped option ends every command alike. */
function withUsageErrors(command: CommandUnknownOpts): CommandUnknownOpts {
  command
    .showHelpAfterError(`(kubectl mambogo ${command.name()} --help prints all options)`)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : usageExitCode));
  for (const inner of command.commands) withUsageErrors(inner);
  return command;
}
