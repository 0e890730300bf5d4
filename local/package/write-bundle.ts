/** Writes the bundle for the Operator Lifecycle Manager: a folder from which any builder makes its image. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chartObjects } from '../chart/chart.ts';
import { root } from '../images/image-builder.ts';
import { olmBundle } from './olm-bundle.ts';
import { packagedProduct } from './packaged-product.ts';

/** @returns the folder */
export async function writeBundle(registry: string, folder: string): Promise<string> {
  const chart = await chartObjects({ namespace: 'mambogo-system', values: { registry } });
  const icon = readFileSync(join(root, 'services/web/public/favicon.svg'), 'utf8');
  rmSync(folder, { recursive: true, force: true });
  for (const [name, content] of olmBundle({ ...packagedProduct(registry), chart, icon })) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}
