/** Every image of the shop: the target of images/Containerfile it is made by -> what it is called. Pure. */
import { storeImages } from '@mambogo/operator/model/image-names.ts';

/** The targets made of the shop's own code. Each of their images is called by its version, and by version and build. */
export const codeTargets = ['services', 'operator'] as const;

/** Two names of one image of the shop's code. */
export const codeImageNames = (registry: string, target: string, version: string, build: string): [string, string] => [
  `${registry}/${target}:${version}`,
  `${registry}/${target}:${version}-${build}`,
];

export function shopImages(registry: string, version: string, build: string): ReadonlyMap<string, readonly string[]> {
  const own = codeTargets.map((target): [string, string[]] => [
    target,
    codeImageNames(registry, target, version, build),
  ]);
  const stores = Object.values(storeImages).map((image): [string, string[]] => [
    image.split(':')[0] ?? image,
    [`${registry}/${image}`],
  ]);
  return new Map([...own, ...stores]);
}
