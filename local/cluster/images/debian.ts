/** Base images: a small Debian, and one with npm and the Node version that runs this script. */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../supervisor/run-command.ts';
import { buildOnce } from '../../toolchain/build-once.ts';
import { npmEnvironment } from '../../toolchain/npm-environment.ts';

const npmVersion = '11.19.1';

/** Files not needed in a container, and files apt downloads again when needed. */
const removedPaths = [
  ...['usr/share/doc', 'usr/share/man', 'usr/share/locale', 'usr/share/info'],
  ...['var/cache/apt', 'var/lib/apt/lists', 'var/log'],
];
const requiredPaths = ['var/cache/apt/archives/partial', 'var/lib/apt/lists/partial', 'var/log/apt'];

/** @returns a folder with a Containerfile */
export const debianContext = (cache: string, log: string): Promise<string> =>
  buildOnce(join(cache, 'debian-bookworm-2'), async (into) => {
    const tree = join(into, 'tree');
    await runCommand({ command: 'nice', args: ['debootstrap', '--variant=minbase', 'bookworm', tree], log });
    for (const path of removedPaths) rmSync(join(tree, path), { recursive: true, force: true });
    for (const path of requiredPaths) mkdirSync(join(tree, path), { recursive: true });
    await runCommand({
      command: 'tar',
      args: ['--create', '--file', join(into, 'tree.tar'), '--directory', tree, '.'],
      log,
    });
    rmSync(tree, { recursive: true });
    writeFileSync(join(into, 'Containerfile'), 'FROM scratch\nADD tree.tar /\nCMD ["sleep", "infinity"]\n');
  });

/** @returns a folder with a Containerfile with the build argument DEBIAN for its base */
export const nodeContext = (cache: string, log: string): Promise<string> =>
  buildOnce(join(cache, `node-image-${process.versions.node}-${npmVersion}`), async (into) => {
    writeFileSync(join(into, 'package.json'), '{}');
    const options = ['--no-audit', '--no-fund', '--loglevel=error'];
    await runCommand({
      command: 'npm',
      args: ['install', ...options, `npm@${npmVersion}`],
      folder: into,
      environment: npmEnvironment(),
      log,
    });
    copyFileSync(process.execPath, join(into, 'node'));
    writeFileSync(join(into, 'Containerfile'), nodeFile);
  });

const nodeFile = `ARG DEBIAN
FROM \${DEBIAN}
COPY node /usr/local/bin/node
COPY node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
`;
