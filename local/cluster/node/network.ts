/**
 * The cluster's network namespace, connected to the machine by a veth pair. Addresses, routes, rules and interfaces of the
 * cluster are inside and disappear with it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { runCommand } from '../../supervisor/run-command.ts';
import { clusterNetwork } from '../cluster-layout.ts';
import { removeIfPresent, runTeardownSteps } from './teardown-steps.ts';

const { namespace, namespaceFile, hostLink, nodeLink, hostAddress, nodeAddress } = clusterNetwork;

export async function openNetwork(): Promise<void> {
  if (existsSync(namespaceFile)) await closeNetwork();
  await ip('netns', 'add', namespace);
  await ip('link', 'add', hostLink, 'type', 'veth', 'peer', 'name', nodeLink, 'netns', namespace);
  await ip('address', 'add', `${hostAddress}/30`, 'dev', hostLink);
  await ip('link', 'set', hostLink, 'up');
  await ip('-n', namespace, 'link', 'set', 'lo', 'up');
  await ip('-n', namespace, 'address', 'add', `${nodeAddress}/30`, 'dev', nodeLink);
  await ip('-n', namespace, 'link', 'set', nodeLink, 'up');
  await ip('-n', namespace, 'route', 'add', 'default', 'via', hostAddress);
  // Without it the rules that implement Services don't see bridged traffic.
  await runCommand({ command: 'modprobe', args: ['br_netfilter'] }).catch(() => undefined);
  await runInNetwork('sysctl', ['-w', 'net.ipv4.ip_forward=1', 'net.bridge.bridge-nf-call-iptables=1']);
}

/** The kernel removes the veth pair with the namespace, a moment later: it may disappear during its removal here. */
export const closeNetwork = (): Promise<void> =>
  runTeardownSteps([
    [
      `namespace ${namespace}`,
      () =>
        removeIfPresent(
          () => existsSync(namespaceFile),
          () => ip('netns', 'delete', namespace),
        ),
    ],
    [
      `interface ${hostLink}`,
      () =>
        removeIfPresent(
          () => existsSync(`/sys/class/net/${hostLink}`),
          () => ip('link', 'delete', hostLink),
        ),
    ],
    // `ip` mounts this folder for its first namespace and leaves it mounted; unmounted after the last one.
    [
      namespaces,
      () =>
        removeIfPresent(
          () => existsSync(namespaces) && readdirSync(namespaces).length === 0 && isMounted(namespaces),
          () => runCommand({ command: 'umount', args: [namespaces] }),
        ),
    ],
  ]);

const namespaces = dirname(namespaceFile);
const isMounted = (folder: string): boolean => readFileSync('/proc/self/mounts', 'utf8').includes(` ${folder} `);

/** Runs a command inside the network namespace; mounts and processes stay the machine's. */
export const inNetwork = (command: string, args: readonly string[]): { command: string; args: string[] } => ({
  command: 'nsenter',
  args: [`--net=${namespaceFile}`, '--', command, ...args],
});

const runInNetwork = (command: string, args: readonly string[]) => runCommand(inNetwork(command, args));
const ip = (...args: string[]) => runCommand({ command: 'ip', args });
