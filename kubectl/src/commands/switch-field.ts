/** `kubectl mambogo pause`, `resume`, `hibernate` and `wake`: switches of a Storefront's spec. */
import { Command } from '@commander-js/extra-typings';
import { field } from '@mambogo/operator/kube/kube-object.ts';
import { print } from '@mambogo/terminal/print.ts';
import { findStorefront, storefrontReference } from '../cluster/find-storefront.ts';
import { inCluster, withClusterOptions } from '../command-context.ts';

export const pauseCommand = () =>
  switchCommand('pause', 'paused', true, 'the operator changes nothing until you resume it; the shop goes on as it is');
export const resumeCommand = () =>
  switchCommand('resume', 'paused', false, 'the operator looks after the Storefront again');
export const hibernateCommand = () =>
  switchCommand('hibernate', 'hibernated', true, 'all pods are removed; data, addresses and credentials stay');
export const wakeCommand = () => switchCommand('wake', 'hibernated', false, 'a hibernated shop is started again');

const switchCommand = (verb: string, name: 'paused' | 'hibernated', on: boolean, effect: string) =>
  withClusterOptions(new Command(verb).description(effect))
    .argument('[name]', 'a Storefront; default: the only one of the namespace')
    .action((storefront, where) =>
      inCluster(where, async (cluster) => {
        const { metadata, spec } = await findStorefront(cluster, storefront);
        const target = `${metadata.namespace}/${metadata.name}`;
        if ((field(spec, name) === true) === on) {
          print(`${target} is ${on ? '' : 'not '}${name}${on ? ' already' : ''}`);
          return;
        }
        // null removes the field, as if it had never been there.
        const patch = { spec: { [name]: on || null } };
        await cluster.client.mergePatch(storefrontReference(metadata.namespace ?? '', metadata.name), patch);
        print(`${target}: ${effect}`);
      }),
    );
