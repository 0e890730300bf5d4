/** What packages contain: the kinds that the operator defines, an example of each, and the images. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { chartFolder } from '../chart/chart.ts';
import { type Manifest, readManifests } from '../cluster/addons/manifest.ts';
import { root } from '../images/image-builder.ts';
import { shopImages } from '../images/shop-images.ts';
import type { Definition } from './olm-bundle.ts';

export interface PackagedProduct {
  readonly version: string;
  readonly definitions: readonly Definition[];
  readonly examples: readonly Manifest[];
  readonly images: readonly string[];
}

export function packagedProduct(registry: string): PackagedProduct {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const storefront = parse(readFileSync(join(root, 'storefronts/demo.yaml'), 'utf8')) as Manifest;
  const beside = (kind: string, name: string, spec: object): Manifest => ({
    apiVersion: storefront.apiVersion,
    kind,
    metadata: { name, namespace: storefront.metadata.namespace },
    spec,
  });
  const backup = beside('StorefrontBackup', 'before-sale', { storefront: storefront.metadata.name });
  const images = [...shopImages(registry, version, '')].map(([target, [first = '']]) => {
    if (first === '') throw new Error(`the image of ${target} has no name`);
    return first;
  });
  return {
    version,
    definitions: readManifests(join(chartFolder, 'crds')) as Definition[],
    examples: [
      storefront,
      backup,
      beside('StorefrontRestore', 'undo-sale', {
        storefront: storefront.metadata.name,
        source: { backup: backup.metadata.name },
      }),
    ],
    images,
  };
}
