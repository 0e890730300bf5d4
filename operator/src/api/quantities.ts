/** Kubernetes quantities of memory and CPU. Pure. */

const units: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

/** @param quantity such as `5Gi`; 0 for an invalid quantity */
export function bytesOf(quantity: string): number {
  const [, number, unit = ''] = /^(\d+)(Ki|Mi|Gi|Ti)?$/.exec(quantity) ?? [];
  return Number(number ?? 0) * (units[unit] ?? 1);
}

/** @param quantity such as `250m` or `0.5`; millicores */
export const millisOf = (quantity: string): number =>
  quantity.endsWith('m') ? Number(quantity.slice(0, -1)) : Number(quantity) * 1_000;

/** @param usual the default, unless `limit` is smaller */
export const smaller = (usual: string, limit: string | undefined, size: (quantity: string) => number): string =>
  limit !== undefined && size(limit) < size(usual) ? limit : usual;

export const doubled = (quantity: string): string => quantity.replace(/^\d+/, (number) => String(Number(number) * 2));
