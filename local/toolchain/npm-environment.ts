/** The environment of npm where the runner starts it. */
import { existsSync } from 'node:fs';
import { certificateFile } from '../cluster/images/buildah.ts';

/**
 * npm looks for the machine's settings beside the Node that runs it, which is the work tree's here, so it finds none: a private
 * registry comes from the environment, and its certificates from the environment or the machine.
 */
export const npmEnvironment = (): Record<string, string> => ({
  ...(existsSync(certificateFile) ? { NODE_EXTRA_CA_CERTS: certificateFile } : {}),
  ...Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      /^(NODE_EXTRA_CA_CERTS|npm_config_(registry|cafile|globalconfig)|.*_proxy)$/i.test(name) && value
        ? [[name, value]]
        : [],
    ),
  ),
});
