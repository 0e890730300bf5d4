/** Speaks to a cluster by its own command line, as a person would. */
import { runCommand } from '../supervisor/run-command.ts';

/** @returns what it printed */
export type Kubectl = (args: readonly string[], input?: string) => Promise<string>;

export const kubectlFor =
  (program: string, kubeconfig: string, log?: string): Kubectl =>
  (args, input) =>
    runCommand({
      command: program,
      args: [`--kubeconfig=${kubeconfig}`, ...args],
      // It keeps what it learns of an API in its home folder, which belongs to whoever runs this.
      environment: { KUBECACHEDIR: `${kubeconfig}.cache` },
      input,
      log,
    });
