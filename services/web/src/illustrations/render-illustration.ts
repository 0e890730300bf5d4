/**
 * The images of the demo catalogue: flat SVG drawings on a coloured background, a dark one on dark pages, always the same for the
 * same name. A name is a product's SKU, `CATEGORY_<SLUG>` or `HERO`; any other name gets a parcel with its own palette. Pure.
 */
import { heroShelf } from './hero-shelf.ts';
import { categoryDrawings, type Drawing, drawings, fallbackIllustration } from './illustration-of-sku.ts';
import { darkStyle, paletteOf, palettes } from './palette.ts';
import { ellipse, rect } from './shapes.ts';

export function renderIllustration(name: string): string {
  if (name === 'HERO') return heroShelf();
  const category = /^CATEGORY_(.+)$/.exec(name)?.[1];
  const drawing = category ? categoryDrawings[category] : drawings[name];
  return framed(drawing ?? [fallbackIllustration, name === 'NONE' ? 'slate' : paletteOf(name)]);
}

function framed([illustration, name]: Drawing): string {
  const palette = palettes[name];
  const content = [
    darkStyle,
    rect(0, 0, 400, 400, palette.ground),
    rect(0, 300, 400, 100, '#0000000d'),
    ellipse(200, 326, 128, 13, '#00000017'),
    illustration(palette),
  ].join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="0 0 400 400">${content}</svg>`;
}
