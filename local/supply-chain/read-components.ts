/** Reads the components of an artifact from its own metadata: npm's lock file, dpkg's status, a Go program, jars. Pure. */
import { z } from 'zod';
import type { Component } from './create-bom.ts';

const Dependencies = z.record(z.string(), z.string()).optional();
const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      license: z.string().optional(),
      link: z.boolean().optional(),
      resolved: z.string().optional(),
      dependencies: Dependencies,
      optionalDependencies: Dependencies,
      peerDependencies: Dependencies,
    }),
  ),
});
type Packages = z.infer<typeof Lock>['packages'];

/** Workspaces whose packages are in the images; the others are for tests, measurements and builds. */
const isDelivered = /^(packages|services|operator)(\/[^/]+)?$/;

/** Production dependencies: without dev dependencies and our own packages. */
export function npmComponents(lockFile: string): Component[] {
  const { packages } = Lock.parse(JSON.parse(lockFile));
  return [...reachable(packages)].flatMap((path): Component[] => {
    const full = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    const { version, integrity, license, link } = packages[path] ?? {};
    if (!full || !version || link) return [];
    const [name = '', namespace] = full.split('/').reverse();
    const sha512 = /^sha512-(.+)$/.exec(integrity ?? '')?.[1];
    return [
      {
        ecosystem: 'npm',
        namespace,
        name,
        version,
        license,
        sha512: sha512 && Buffer.from(sha512, 'base64').toString('hex'),
      },
    ];
  });
}

/** Paths in the lock file that the delivered workspaces depend on, directly or transitively. */
function reachable(packages: Packages): Set<string> {
  const found = new Set<string>();
  const open = Object.keys(packages).filter((path) => isDelivered.test(path));
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const { dependencies, optionalDependencies, peerDependencies, link, resolved } = packages[path] ?? {};
    if (link && resolved) open.push(resolved);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }))
      open.push(...locate(packages, path, name));
  }
  return found;
}

/** Candidates for a package requested from `path`: the nearest node_modules upwards. */
function locate(packages: Packages, path: string, name: string): string[] {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const at = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[at]) return [at];
    if (folder === '') return [];
  }
}

/** @param status the text of /var/lib/dpkg/status */
export const debianComponents = (status: string): Component[] =>
  status.split('\n\n').flatMap((paragraph): Component[] => {
    const field = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(paragraph)?.[1];
    const [name, version] = [field('Package'), field('Version')];
    if (!name || !version || !field('Status')?.endsWith(' installed')) return [];
    const qualifiers = { arch: field('Architecture') ?? 'all', distro: 'debian-12' };
    return [{ ecosystem: 'deb', namespace: 'debian', name, version, qualifiers }];
  });

/** @param output of `go version -m` for one or more programs */
export const goComponents = (printed: string): Component[] =>
  printed.split('\n').flatMap((line): Component[] => {
    const compiler = /: (go[\d.]+)/.exec(line)?.[1];
    if (compiler) return [{ ecosystem: 'golang', name: 'stdlib', version: compiler.slice(2) }];
    const [, path, version] = /^\t(?:dep|=>)\t(\S+)\t(\S+)/.exec(line) ?? [];
    if (!path || !version || version === '(devel)') return [];
    const cut = path.lastIndexOf('/');
    return [
      { ecosystem: 'golang', namespace: cut < 0 ? undefined : path.slice(0, cut), name: path.slice(cut + 1), version },
    ];
  });

/** @param files names such as `kafka_2.13-4.1.0.jar`; the group id, which a Maven URL needs, is not in the name */
export const jarComponents = (files: readonly string[]): Component[] =>
  files.flatMap((file): Component[] => {
    const [, name, version] = /^(.+?)-(\d[\w.-]*)\.jar$/.exec(file.slice(file.lastIndexOf('/') + 1)) ?? [];
    return name && version ? [{ ecosystem: 'generic', name, version }] : [];
  });
