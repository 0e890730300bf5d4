/** All images of the shop: target of images/Containerfile -> image name. Pure. */
import { schemaRegistryImage, storeImages } from '@mambogo/operator/model/image-names.ts';

/** Targets with the shop's own code. Their images are tagged by version, and by version and build. */
export const codeTargets = ['services', 'operator'] as const;

/** The two tags of an image with the shop's code. */
export const codeImageNames = (registry: string, target: string, version: string, build: string): [string, string] => [
  `${registry}/${target}:${version}`,
  `${registry}/${target}:${version}-${build}`,
];

export function shopImages(registry: string, version: string, build: string): ReadonlyMap<string, readonly string[]> {
  const own = codeTargets.map((target): [string, string[]] => [
    target,
    codeImageNames(registry, target, version, build),
  ]);
  const servers = [...Object.values(storeImages), schemaRegistryImage].map((image): [string, string[]] => [
    image.split(':')[0] ?? image,
    [`${registry}/${image}`],
  ]);
  return new Map([...own, ...servers]);
}
