/** Pushes an image, records its provenance, and runs the publisher's signing command. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../supervisor/run-command.ts';
import { StartError } from '../supervisor/start-error.ts';
import { provenanceOf } from '../supply-chain/provenance.ts';
import { findCommand, isExecutable } from '../toolchain/find-command.ts';
import { type BuilderName, root, runVisibly } from './image-builder.ts';

export interface Publication {
  readonly build: string;
  /** Base images by digest. */
  readonly bases: readonly string[];
  readonly signWith?: string;
  /** Whether it is a manifest list: of several platforms. */
  readonly isList?: boolean;
}

/** @param names all tags of one image */
export async function publish(
  builder: BuilderName,
  target: string,
  names: readonly string[],
  { build, bases, signWith, isList = false }: Publication,
): Promise<void> {
  const digests = new Set<string>();
  for (const name of names) digests.add(await (isList ? pushList(builder, names[0] ?? '', name) : push(builder, name)));
  const image = withoutTag(names[0] ?? '');
  const folder = join(root, 'build/provenance');
  mkdirSync(folder, { recursive: true });
  for (const digest of digests) {
    const from = { ...(await readGitSource()), build, builder, bases };
    const statement = provenanceOf({ image, digest, target, finished: new Date(), ...from });
    const file = join(folder, `${target}.intoto.json`);
    writeFileSync(file, `${JSON.stringify(statement, null, 2)}\n`);
    process.stdout.write(`${image}@${digest}: ${file}\n`);
    if (signWith) await sign(signWith, `${image}@${digest}`, file);
  }
}

/** @returns the digest in the registry */
async function push(builder: BuilderName, name: string): Promise<string> {
  if (builder === 'docker') {
    await runVisibly(builder, ['push', name]);
    const format = '{{range .RepoDigests}}{{println .}}{{end}}';
    const known = await runCommand({ command: builder, args: ['image', 'inspect', '--format', format, name] });
    return digestIn(known.split('\n').find((one) => one.startsWith(`${withoutTag(name)}@`)) ?? '', name);
  }
  return digestOf(name, (file) => runVisibly(builder, ['push', '--digestfile', file, name]));
}

/** All images of a list, under one of its names. docker has pushed them when it built them. */
async function pushList(builder: BuilderName, list: string, name: string): Promise<string> {
  if (builder === 'docker') {
    const format = '{{json .Manifest.Digest}}';
    const args = ['buildx', 'imagetools', 'inspect', '--format', format, name];
    return digestIn(await runCommand({ command: builder, args }), name);
  }
  return digestOf(name, (file) =>
    runVisibly(builder, ['manifest', 'push', '--all', '--digestfile', file, list, `docker://${name}`]),
  );
}

async function digestOf(name: string, pushInto: (file: string) => Promise<void>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'push-'));
  try {
    await pushInto(join(folder, 'digest'));
    return digestIn(readFileSync(join(folder, 'digest'), 'utf8'), name);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function digestIn(text: string, name: string): string {
  const digest = /sha256:[0-9a-f]{64}/.exec(text)?.[0];
  if (!digest) throw new StartError(`the registry returned no digest for ${name}`);
  return digest;
}

/** The command gets the image by digest as an argument, and the path of its provenance in the variable PROVENANCE. */
export async function sign(command: string, image: string, provenance: string): Promise<void> {
  const [program = '', ...args] = command.split(/\s+/).filter(Boolean);
  if (!findCommand(program) && !isExecutable(program))
    throw new StartError(`--sign-with: program ${program} not found; ${image} is not signed`);
  process.env.PROVENANCE = provenance;
  await runVisibly(program, [...args, image]);
}

const withoutTag = (name: string): string => name.replace(/:[^:/]+$/, '');

async function readGitSource(): Promise<{ commit: string; changed: boolean; repository: string }> {
  const git = async (...args: string[]) => (await runCommand({ command: 'git', args: ['-C', root, ...args] })).trim();
  return {
    commit: await git('rev-parse', 'HEAD'),
    changed: (await git('status', '--porcelain')) !== '',
    repository: await git('remote', 'get-url', 'origin').catch(() => 'unknown'),
  };
}
