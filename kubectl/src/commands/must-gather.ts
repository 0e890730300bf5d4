/** `kubectl mambogo must-gather`: a support bundle of one Storefront, without secrets. */
import { Command } from '@commander-js/extra-typings';
import { print } from '@mambogo/terminal/print.ts';
import { UserError } from '../cluster/cluster.ts';
import { findStorefront } from '../cluster/find-storefront.ts';
import { inCluster, withClusterOptions } from '../command-context.ts';
import { collectBundle, unreadableFile } from '../support-bundle/collect.ts';
import { writeArchive } from '../support-bundle/write-archive.ts';

export const mustGatherCommand = () =>
  withClusterOptions(
    new Command('must-gather').description(
      'a support bundle: objects, Events and logs of a Storefront, without secrets',
    ),
  )
    .argument('[name]', 'a Storefront; default: the only one of the namespace')
    .option('--to <file>', 'archive to write (.tar.gz); default: one named after the Storefront and the time')
    .action((name, { to, ...where }) =>
      inCluster(where, async (cluster) => {
        const storefront = await findStorefront(cluster, name);
        const { metadata } = storefront;
        const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
        const folder = `mambogo-${metadata.namespace}-${metadata.name}-${time}`;
        const file = to ?? `${folder}.tar.gz`;
        const paths = await writeArchive(file, folder, collectBundle(cluster, storefront)).catch((error: unknown) => {
          if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
            throw new UserError(`${file} exists already: choose another name with --to`);
          throw error;
        });
        print(`${file}: ${paths.length} files, values of Secrets removed`);
        if (paths.includes(unreadableFile)) print(`Not everything could be read: see ${unreadableFile} in it.`);
      }),
    );
