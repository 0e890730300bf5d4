/** Derives a category slug from a name: lowercase letters, digits and single hyphens. Pure. */
import { limits } from '@mambogo/contracts/limits.ts';

export const slugOf = (name: string): string =>
  name
    .replaceAll('ß', 'ss')
    .replaceAll(/[äöüÄÖÜ]/g, (letter) => `${letter.normalize('NFD').charAt(0)}e`)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, limits.text.category)
    .replaceAll(/^-|-$/g, '');
