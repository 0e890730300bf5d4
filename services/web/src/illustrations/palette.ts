/** Colour palettes of the illustrations: background (in light and dark pages), main colour with its shade, a light colour, and an accent. */

export interface Palette {
  readonly ground: string;
  readonly darkGround: string;
  readonly main: string;
  readonly shade: string;
  readonly light: string;
  readonly spark: string;
}

export const palettes = {
  sage: {
    ground: '#dde8da',
    darkGround: '#26332a',
    main: '#5d8a66',
    shade: '#3f6549',
    light: '#f3f1e4',
    spark: '#e0a458',
  },
  clay: {
    ground: '#f3dfd2',
    darkGround: '#3a2a22',
    main: '#c96f4a',
    shade: '#9c4f31',
    light: '#fbeee3',
    spark: '#3f6549',
  },
  sky: {
    ground: '#d6e5ee',
    darkGround: '#243441',
    main: '#4b86a8',
    shade: '#30617e',
    light: '#f0f5f7',
    spark: '#e8b04a',
  },
  honey: {
    ground: '#f5e6c2',
    darkGround: '#3a301a',
    main: '#dc9c2e',
    shade: '#b37716',
    light: '#fff6df',
    spark: '#7a4b2a',
  },
  plum: {
    ground: '#e7dbec',
    darkGround: '#322939',
    main: '#81599b',
    shade: '#5c3c72',
    light: '#f5eef8',
    spark: '#e3a857',
  },
  rose: {
    ground: '#f4dbdb',
    darkGround: '#3a2828',
    main: '#cf6b74',
    shade: '#a3474f',
    light: '#fcefee',
    spark: '#4b7f73',
  },
  slate: {
    ground: '#dce1e6',
    darkGround: '#2a3036',
    main: '#55636f',
    shade: '#38434d',
    light: '#f1f3f5',
    spark: '#e0884a',
  },
  moss: {
    ground: '#e4e8cd',
    darkGround: '#2f3320',
    main: '#7d8b3f',
    shade: '#59652a',
    light: '#f7f6e6',
    spark: '#c25b3a',
  },
} as const satisfies Record<string, Palette>;

export type PaletteName = keyof typeof palettes;

/** Material colours, independent of the palette. */
export const material = {
  ink: '#26302b',
  wood: '#c08552',
  woodDark: '#98653a',
  woodLight: '#dcb083',
  steel: '#b9c2c7',
  steelDark: '#87939a',
  steelLight: '#dfe5e8',
  brass: '#cfa14b',
  brassDark: '#a67c2d',
  cream: '#f6efe2',
  white: '#ffffff',
  leaf: '#5f9160',
  leafDark: '#3e6b45',
  iron: '#3a4147',
  ironLight: '#565f66',
} as const;

/** What replaces colours that would not be seen on a dark background. */
const darkReplacements: readonly (readonly [light: string, dark: string])[] = [
  ...Object.values(palettes).map(({ ground, darkGround }) => [ground, darkGround] as const),
  [material.ink, '#7d8983'],
  [material.iron, '#6f7a82'],
  [material.ironLight, '#8a959c'],
  [palettes.slate.shade, '#46535e'],
];

/**
 * Style of an image for dark pages. A browser applies it in an `<img>` by the colour scheme of the page, also where a user chose
 * another scheme than the system's.
 */
export const darkStyle = `<style>@media(prefers-color-scheme:dark){${darkReplacements
  .map(([light, dark]) => `[fill="${light}"]{fill:${dark}}[stroke="${light}"]{stroke:${dark}}`)
  .join('')}}</style>`;

/** A palette, always the same for the same text (FNV-1a). */
export function paletteOf(text: string): PaletteName {
  const names = Object.keys(palettes) as PaletteName[];
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return names[hash % names.length] ?? 'sage';
}
