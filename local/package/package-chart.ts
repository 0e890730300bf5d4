/** The chart as an archive whose default registry is a real one, and that Artifact Hub can show. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import { chartFolder, runHelm } from '../chart/chart.ts';
import { root } from '../images/image-builder.ts';
import { artifactHubAnnotations, changesOf } from './artifact-hub.ts';
import { chartFacts } from './chart-facts.ts';
import { packagedProduct } from './packaged-product.ts';

/** @returns path of the archive */
export async function packageChart(registry: string, into: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'chart-'));
  try {
    const copy = join(folder, basename(chartFolder));
    cpSync(chartFolder, copy, { recursive: true });
    const product = packagedProduct(registry);
    const changes = changesOf(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), product.version);
    change(join(copy, 'Chart.yaml'), {
      home: chartFacts.home,
      keywords: chartFacts.keywords,
      annotations: artifactHubAnnotations({ ...product, changes }),
    });
    change(join(copy, 'values.yaml'), { registry });
    await runHelm(['package', copy, '--destination', into]);
    return join(into, `${basename(chartFolder)}-${product.version}.tgz`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns what helm says: the reference, and the digest */
export const pushChart = async (archive: string, repository: string, plainHttp = false): Promise<string> =>
  runHelm(['push', archive, repository, ...(plainHttp ? ['--plain-http'] : [])]);

function change(file: string, fields: Readonly<Record<string, unknown>>): void {
  const document = parseDocument(readFileSync(file, 'utf8'));
  for (const [key, value] of Object.entries(fields)) document.set(key, value);
  writeFileSync(file, document.toString({ lineWidth: 120 }));
}
