/**
 * Installs Debian packages without starting their services: policy-rc.d denies every start while apt works, PostgreSQL creates no
 * cluster, and services that Debian enabled for the next boot are disabled again. Already installed servers stay unchanged: only
 * missing packages are installed.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { runCommand } from '../supervisor/run-command.ts';
import { StartError } from '../supervisor/start-error.ts';
import { isRoot } from './cache-folder.ts';
import { findCommand } from './find-command.ts';
import { runDownload } from './run-download.ts';

const policy = '/usr/sbin/policy-rc.d';
const policyBefore = `${policy}.before-mambogo`;
const policyMarker = '# put here by mambogo while it installs packages';
const clusterSettings = '/etc/postgresql-common/createcluster.d/mambogo.conf';
const units: Record<string, string> = {
  'postgresql-15': 'postgresql.service',
  'mariadb-server': 'mariadb.service',
  'redis-server': 'redis-server.service',
  containerd: 'containerd.service',
  nginx: 'nginx.service',
  prometheus: 'prometheus.service',
};

/** @param inWords names of the packages for systems without apt */
export async function installPackages(
  packages: readonly string[],
  log: string,
  inWords = 'PostgreSQL 15, MariaDB 10.11 and Redis 7',
): Promise<void> {
  const line = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (!findCommand('apt-get')) {
    throw new StartError(`missing: ${packages.join(', ')}; install ${inWords}`);
  }
  if (!isRoot) throw new StartError(`missing: ${packages.join(', ')}; run: sudo ${line}`);
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  try {
    installPolicyRc();
    await runCommand({ command: 'apt-get', args: ['update'], environment, log }).catch(() => undefined);
    await runDownload({ command: 'apt-get', args: line.split(' ').slice(1), environment, log });
    await disableAtBoot(packages, log);
  } finally {
    restorePolicyRc();
  }
}

/** Also cleans up after an interrupted installation. */
export function restorePolicyRc(): void {
  if (existsSync(policy) && readFileSync(policy, 'utf8').includes(policyMarker)) rmSync(policy);
  if (existsSync(policyBefore)) renameSync(policyBefore, policy);
  rmSync(clusterSettings, { force: true });
}

function installPolicyRc(): void {
  if (existsSync(policy)) renameSync(policy, policyBefore);
  writeFileSync(policy, `#!/bin/sh\n${policyMarker}\nexit 101\n`, { mode: 0o755 });
  mkdirSync('/etc/postgresql-common/createcluster.d', { recursive: true });
  writeFileSync(clusterSettings, 'create_main_cluster = false\n');
}

async function disableAtBoot(packages: readonly string[], log: string): Promise<void> {
  const systemctl = findCommand('systemctl');
  if (!systemctl) return;
  const disabled = packages.flatMap((name) => units[name] ?? []);
  // Without systemd there is no boot to disable them for; that is no failure.
  await runCommand({ command: systemctl, args: ['disable', ...disabled], log }).catch(() => undefined);
}
