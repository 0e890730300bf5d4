/** Reads the templates in dapr-components/. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** File name without extension -> parsed YAML. */
export type ComponentTemplates = Readonly<Record<string, unknown>>;

const folder = new URL('../../../dapr-components/', import.meta.url);

export function readComponentTemplates(from: URL = folder): ComponentTemplates {
  return Object.fromEntries(
    readdirSync(fileURLToPath(from))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => [file.slice(0, -'.yaml'.length), parse(readFileSync(new URL(file, from), 'utf8'))]),
  );
}
