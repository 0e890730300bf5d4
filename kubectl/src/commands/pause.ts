/** `kubectl mambogo pause` and `resume`: the operator leaves a Storefront alone, and looks after it again. */
import { Command } from '@commander-js/extra-typings';
import { field } from '@mambogo/operator/kube/kube-object.ts';
import { print } from '@mambogo/terminal/print.ts';
import { findStorefront, storefrontReference } from '../cluster/find-storefront.ts';
import { inCluster, withClusterOptions } from '../command-context.ts';

export const pauseCommand = () =>
  switchCommand('pause', true, 'the operator changes nothing until you resume it; the shop goes on as it is');
export const resumeCommand = () => switchCommand('resume', false, 'the operator looks after the Storefront again');

const switchCommand = (verb: 'pause' | 'resume', paused: boolean, effect: string) =>
  withClusterOptions(new Command(verb).description(effect))
    .argument('[name]', 'a Storefront; default: the only one of the namespace')
    .action((name, where) =>
      inCluster(where, async (cluster) => {
        const { metadata, spec } = await findStorefront(cluster, name);
        const target = `${metadata.namespace}/${metadata.name}`;
        if ((field(spec, 'paused') === true) === paused) {
          print(`${target} ${paused ? 'is paused already' : 'is not paused'}`);
          return;
        }
        // null removes the field, as if it had never been there.
        const patch = { spec: { paused: paused || null } };
        await cluster.client.mergePatch(storefrontReference(metadata.namespace ?? '', metadata.name), patch);
        print(`${target}: ${effect}`);
      }),
    );
