/** The hero image of the home page: two shelves with products, on a transparent background. */

import { darkStyle, material, palettes } from './palette.ts';
import { atlas } from './products/books.ts';
import { frenchPress } from './products/drinks.ts';
import { headphones } from './products/electronics.ts';
import { pots } from './products/garden.ts';
import { lamp, vase } from './products/home.ts';
import { casserole } from './products/kitchen.ts';
import { ellipse, moved, rect } from './shapes.ts';

/** The y coordinate of the ground in a drawing. */
const ground = 324;

/** @param x horizontal centre @param y the shelf it stands on */
const standing = (x: number, y: number, scale: number, illustration: string): string =>
  ellipse(x, y, 96 * scale, 7 * scale, '#00000014') + moved(x - 200 * scale, y - ground * scale, scale, illustration);

const board = (y: number): string =>
  rect(30, y, 580, 16, material.wood, 5) + rect(30, y + 9, 580, 7, material.woodDark, 4);

export function heroShelf(): string {
  const { clay, sky, sage, honey, rose, plum, slate } = palettes;
  const content = [
    darkStyle,
    board(222),
    board(448),
    standing(140, 222, 0.6, lamp(slate)),
    standing(280, 222, 0.5, atlas(sky)),
    standing(404, 222, 0.58, headphones(plum)),
    standing(532, 222, 0.62, vase(rose)),
    standing(126, 448, 0.66, pots(honey)),
    standing(290, 448, 0.64, casserole(sage)),
    standing(436, 448, 0.62, frenchPress(clay)),
    standing(548, 448, 0.42, atlas(clay)),
  ].join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480" viewBox="0 0 640 480">${content}</svg>`;
}
