/** Debian packages a node needs. */
import { existsSync } from 'node:fs';
import type { Progress } from '../supervisor/progress.ts';
import { withLock } from '../supervisor/runner-lock.ts';
import { installPackages } from '../toolchain/debian-packages.ts';
import { findCommand } from '../toolchain/find-command.ts';

/** Package -> one of its programs. */
const needed = {
  containerd: 'containerd',
  runc: 'runc',
  'containernetworking-plugins': '/usr/lib/cni/bridge',
  buildah: 'buildah',
  debootstrap: 'debootstrap',
  iptables: 'iptables',
  iproute2: 'ip',
  procps: 'sysctl',
  kmod: 'modprobe',
  openssl: 'openssl',
};

export async function ensureNodePackages(log: string, progress: Progress): Promise<void> {
  await withLock('debian-packages', async () => {
    const missing = Object.entries(needed)
      .filter(([, program]) => (program.startsWith('/') ? !existsSync(program) : !findCommand(program)))
      .map(([name]) => name);
    if (missing.length === 0) return;
    await progress.step(`Debian packages: ${missing.join(', ')}`, () =>
      installPackages(missing, log, 'containerd, runc, CNI plugins, buildah and debootstrap'),
    );
  });
}
