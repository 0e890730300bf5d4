/** Runs kubectl against a cluster. */
import { runCommand } from '../supervisor/run-command.ts';

/** @returns stdout */
export type Kubectl = (args: readonly string[], input?: string) => Promise<string>;

export const kubectlFor =
  (program: string, kubeconfig: string, log?: string): Kubectl =>
  (args, input) =>
    runCommand({
      command: program,
      args: [`--kubeconfig=${kubeconfig}`, ...args],
      // kubectl caches API discovery in its home folder, which belongs to the user.
      environment: { KUBECACHEDIR: `${kubeconfig}.cache` },
      input,
      log,
    });
