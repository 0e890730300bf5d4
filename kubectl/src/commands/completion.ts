/**
 * Shell completion. kubectl asks an executable `kubectl_complete-mambogo` on PATH, with the words typed so far, and expects a
 * candidate per line, with its description after a tab, and last a directive (those of Cobra's `__complete`).
 */
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { print } from '@mambogo/terminal/print.ts';
import { complete } from '../completion/complete.ts';
import { completionScript } from '../completion/completion-script.ts';

/** Cobra's ShellCompDirectiveNoFileComp. */
const noFiles = ':4';

export const completionCommand = () =>
  new Command('completion')
    .description("print the script for kubectl's shell completion")
    .addHelpText(
      'after',
      `
kubectl itself must have completion (kubectl completion --help). Then put the script on PATH:
  kubectl mambogo completion > ~/.local/bin/kubectl_complete-mambogo
  chmod +x ~/.local/bin/kubectl_complete-mambogo`,
    )
    .action(() => void process.stdout.write(completionScript));

/** @param program its commands and options are the candidates */
export const completeCommand = (program: CommandUnknownOpts) =>
  new Command('__complete').argument('[words...]').action((words) => {
    for (const { value, description } of complete(program, words)) print(`${value}\t${description}`);
    print(noFiles);
  });
