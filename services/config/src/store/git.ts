/**
 * Runs the git program on one repository (simple-git), apart from the configuration of the machine and its user. A password goes
 * through the environment, never into an argument or a file. Every command has a time-out.
 */
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { simpleGit } from 'simple-git';

/** Where commits come from; https with a user name and a password or token, or a path. */
export interface Remote {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
}

export interface Author {
  readonly name: string;
  readonly email: string;
}

export interface Git {
  /** Its output without white space around it; throws on failure. */
  run(...args: string[]): Promise<string>;
  /** The same, as the author of a commit. */
  runAs(author: Author, ...args: string[]): Promise<string>;
}

const timeoutMs = 15_000;

export function createGit(folder: string, remote?: () => Remote): Git {
  const run = async (own: Readonly<Record<string, string>>, args: string[]) => {
    const environment = gitEnvironment(remote?.());
    const git = simpleGit({
      baseDir: folder,
      timeout: { block: timeoutMs },
      trimmed: true,
      allowEnvironment: [...Object.keys(environment), ...Object.keys(own)],
      unsafe: { allowUnsafeConfigEnvCount: true, allowUnsafeConfigPaths: true },
    });
    return (await git.env({ ...inherited(), ...environment, ...own }).raw(args)).trim();
  };
  return {
    run: (...args) => run({}, args),
    runAs: ({ name, email }, ...args) =>
      run(
        { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email },
        args,
      ),
  };
}

/** What git needs of this process' environment: its program, and how to reach a remote. */
const inherited = (): Record<string, string> =>
  Object.fromEntries(
    ['PATH', 'HOME', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

function gitEnvironment(remote: Remote | undefined): Record<string, string> {
  const options: [string, string][] = [
    // In a cluster the volume's owner is another user than the process.
    ['safe.directory', '*'],
    ['gc.autoDetach', 'false'],
    ['core.quotePath', 'false'],
  ];
  const authorities = remote?.url.startsWith('https:') ? authoritiesFile() : undefined;
  if (authorities !== undefined) options.push(['http.sslCAInfo', authorities]);
  if (remote?.password !== undefined) {
    const login = Buffer.from(`${remote.username ?? 'git'}:${remote.password}`).toString('base64');
    options.push(['http.extraHeader', `Authorization: Basic ${login}`]);
  }
  return {
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: String(options.length),
    ...Object.fromEntries(
      options.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}

let ownAuthorities: string | undefined;

/** The images have no certificate authorities but Node's own (and those of NODE_EXTRA_CA_CERTS). undefined: the machine has some. */
function authoritiesFile(): string | undefined {
  if (existsSync('/etc/ssl/certs/ca-certificates.crt')) return undefined;
  if (ownAuthorities === undefined) {
    ownAuthorities = join(mkdtempSync(join(tmpdir(), 'authorities-')), 'authorities.pem');
    writeFileSync(ownAuthorities, getCACertificates().join('\n'));
  }
  return ownAuthorities;
}
