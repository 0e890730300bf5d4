/** Writes a new service into a checkout: its files, and its entries in the lists of services, topics, events and routes. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { services } from '@mambogo/blueprint/services.ts';
import { insertions } from './insertions.ts';
import { renderTemplate } from './render-template.ts';

/** The name or the checkout does not allow it; nothing was written. */
export class ServiceNotWritten extends Error {
  override name = 'ServiceNotWritten';
}

/** @returns the written paths, from the root */
export function writeService(root: string, name: string): readonly string[] {
  if (!/^[a-z]{2,20}$/.test(name))
    throw new ServiceNotWritten(`${name}: a service's name is one word of 2 to 20 lower-case letters, such as reviews`);
  const files = renderTemplate(name);
  const existing = [...files.keys(), `packages/${name}`, name].find((path) => existsSync(join(root, path)));
  if (existing) throw new ServiceNotWritten(`${existing} exists already: choose another name`);
  const changed = new Map<string, string>();
  for (const { file, before, lines } of insertions(name, nextPort())) {
    const text = changed.get(file) ?? readFileSync(join(root, file), 'utf8');
    if (text.split(before).length !== 2)
      throw new ServiceNotWritten(
        `${file} has no place for a new service any more: see local/new-service/insertions.ts`,
      );
    changed.set(
      file,
      text.replace(before, () => lines + before),
    );
  }
  for (const [path, text] of [...files, ...changed]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return [...files.keys(), ...changed.keys()];
}

/** The first port after the gateway's that no service has. */
function nextPort(): number {
  const taken = new Set(services.map(({ port }) => port));
  let port = 8081;
  while (taken.has(port)) port += 1;
  return port;
}
