/** Which operators are installed in a cluster, and whether one of them watches a namespace. */
import type { Kubectl } from '@mambogo/local/cluster/kubectl.ts';
import { z } from 'zod';

export interface InstalledOperator {
  readonly namespace: string;
  readonly name: string;
  /** Empty: all namespaces. */
  readonly watches: readonly string[];
}

const Deployments = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), namespace: z.string() }),
      spec: z.object({
        template: z.object({
          spec: z.object({
            containers: z.array(
              z.object({ env: z.array(z.object({ name: z.string(), value: z.string().optional() })).default([]) }),
            ),
          }),
        }),
      }),
    }),
  ),
});

export async function installedOperators(kubectl: Kubectl): Promise<InstalledOperator[]> {
  const selector = '--selector=app.kubernetes.io/name=mambogo-operator';
  return readOperators(await kubectl(['get', 'deployments', '--all-namespaces', selector, '--output=json']));
}

/** @param deployments kubectl's list, as JSON */
export const readOperators = (deployments: string): InstalledOperator[] =>
  Deployments.parse(JSON.parse(deployments)).items.map(({ metadata: { name, namespace }, spec }) => {
    const settings = spec.template.spec.containers.flatMap(({ env }) => env);
    const watched = settings.find((setting) => setting.name === 'WATCH_NAMESPACES')?.value ?? '';
    return { namespace, name, watches: watched.split(',').filter((one) => one !== '') };
  });

export const watchesNamespace = ({ watches }: InstalledOperator, namespace: string): boolean =>
  watches.length === 0 || watches.includes(namespace);
