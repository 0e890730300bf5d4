/** Every image of the shop: the target of images/Containerfile it is made by -> what it is called. Pure. */
import { storeImages } from '@mambogo/operator/model/image-names.ts';

export function shopImages(registry: string, version: string): ReadonlyMap<string, string> {
  const own = ['services', 'operator'].map((target): [string, string] => [target, `${registry}/${target}:${version}`]);
  const stores = Object.values(storeImages).map((image): [string, string] => [
    image.split(':')[0] ?? image,
    `${registry}/${image}`,
  ]);
  return new Map([...own, ...stores]);
}
