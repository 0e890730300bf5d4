/**
 * `npm run package -- --registry R`: the chart as an OCI artefact with what Artifact Hub shows, and a bundle for the Operator Lifecycle
 * Manager, both with the images of that registry. Written to build/package; `--push` pushes the chart.
 */
import { join } from 'node:path';
import { commandLine } from '../cli/command-line.ts';
import { makeFolder } from '../cli/make-folder.ts';
import { root } from '../images/image-builder.ts';
import { errorLine } from '../supervisor/start-error.ts';
import { packageChart, pushChart } from './package-chart.ts';
import { writeBundle } from './write-bundle.ts';

const { registry, out, push, plainHttp } = commandLine('package', {
  purpose:
    'The chart as an OCI artefact, and a bundle for the Operator Lifecycle Manager, with the images of a registry.',
  examples: [
    ['--registry registry.example.com/shop', 'to build/package'],
    ['--registry registry.example.com/shop --push', 'and the chart to oci://registry.example.com/shop/charts'],
  ],
  notes: 'Images are pushed by npm run images -- --registry R. Log in with helm registry login, or docker login.',
})
  .requiredOption('--registry <registry>', 'registry of the images, as in npm run images')
  .option('--out <folder>', 'where to', join(root, 'build/package'))
  .option('--push', 'pushes the chart to the registry, below charts/')
  .option('--plain-http', 'pushes to a registry without TLS')
  .parse()
  .opts();

async function main(): Promise<void> {
  makeFolder(out);
  const chart = await packageChart(registry, out);
  console.log(`chart: ${chart}`);
  console.log(`bundle: ${await writeBundle(registry, join(out, 'olm'))}`);
  if (!push) return;
  console.log(await pushChart(chart, `oci://${registry}/charts`, plainHttp));
}

await main().catch((error: unknown) => {
  process.stderr.write(`${errorLine(error)}\n`);
  process.exit(1);
});
