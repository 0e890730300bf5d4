/** Coffee, tea and their makers. */
import type { Palette } from '../palette.ts';
import { material as m } from '../palette.ts';
import { circle, ellipse, line, rect, shape } from '../shapes.ts';

const bean = (x: number, y: number, angle: number): string =>
  `<g transform="rotate(${angle} ${x} ${y})">${ellipse(x, y, 17, 12, '#5b3a22')}${line(`M${x - 13} ${y}c8-6 18 6 26 0`, '#8a5f3d', 3)}</g>`;

export const coffeeBag = ({ main, shade, light, spark }: Palette): string =>
  shape('M130 96h140l8 222c0 6-4 8-10 8H132c-6 0-10-2-10-8z', main) +
  shape('M226 96h44l8 222c0 6-4 8-10 8h-30z', shade) +
  rect(122, 78, 156, 24, shade, 6) +
  rect(150, 168, 100, 92, light, 10) +
  ellipse(200, 206, 26, 18, '#5b3a22') +
  line('M180 206c12-9 28 9 40 0', '#a87b52', 4) +
  rect(172, 238, 56, 8, spark, 4) +
  circle(200, 130, 8, light) +
  bean(96, 312, 20) +
  bean(300, 314, -30) +
  bean(322, 300, 40);

export const teaTin = ({ main, shade, light, spark }: Palette): string =>
  rect(128, 130, 144, 194, main, 10) +
  rect(226, 130, 46, 194, shade, 10) +
  rect(118, 100, 164, 40, shade, 10) +
  rect(178, 84, 44, 20, shade, 8) +
  rect(128, 172, 144, 100, light) +
  shape('M200 188c34 8 36 52 0 70-36-18-34-62 0-70z', m.leaf) +
  line('M200 204v44M200 220l12-10M200 232l-12-10', light, 4) +
  rect(128, 284, 144, 8, spark);

export const teaPouch = ({ main, shade, light, spark }: Palette): string =>
  shape('M128 104h144l12 208c0 8-6 14-14 14H130c-8 0-14-6-14-14z', main) +
  shape('M128 104h144l2 34H126z', shade) +
  circle(200, 216, 52, light) +
  shape('M176 236c-4-36 18-52 50-46 4 34-18 54-50 46z', m.leaf) +
  line('M182 232l28-28', m.leafDark, 4) +
  rect(166, 284, 68, 10, spark, 5);

export const grinder = ({ main, shade, spark }: Palette): string =>
  line('M200 108V76h78', m.steelDark, 10) +
  circle(282, 76, 15, m.woodDark) +
  shape('M152 130c0-30 96-30 96 0v26h-96z', m.steel) +
  shape('M212 107c20 2 36 10 36 23v26h-28z', m.steelDark) +
  rect(146, 150, 108, 96, main, 10) +
  rect(214, 150, 40, 96, shade, 10) +
  rect(158, 246, 84, 78, m.steelLight, 10) +
  rect(158, 282, 84, 42, '#5b3a22', 10) +
  circle(186, 198, 14, spark) +
  bean(110, 314, -16) +
  bean(296, 312, 24);

export const frenchPress = ({ main, shade, light }: Palette): string =>
  line('M200 128V84', m.steelDark, 8) +
  circle(200, 80, 13, m.woodDark) +
  line('M258 168c52-10 52 108 0 98', shade, 18) +
  shape('M138 140h124v172c0 8-4 12-12 12H150c-8 0-12-4-12-12z', main) +
  shape('M218 140h44v172c0 8-4 12-12 12h-32z', shade) +
  rect(128, 120, 144, 26, m.steel, 10) +
  shape('M128 124l-22-8 8 26 16 2z', m.steel) +
  circle(164, 200, 4, light) +
  circle(182, 252, 5, light) +
  circle(158, 284, 4, light) +
  circle(200, 220, 3, light);

export const espressoMachine = ({ main, shade, light, spark }: Palette): string =>
  rect(90, 104, 220, 60, main, 14) +
  rect(104, 160, 74, 130, shade) +
  rect(90, 286, 220, 38, main, 10) +
  rect(190, 164, 84, 18, m.steelDark, 6) +
  rect(214, 182, 36, 18, m.steel, 4) +
  line('M250 191h46', m.woodDark, 13) +
  shape('M206 236h60l-6 44c0 4-4 6-8 6h-32c-4 0-8-2-8-6z', light) +
  line('M264 246c20-2 18 26-2 24', light, 7) +
  line('M224 202v26M240 202v26', '#5b3a22', 5) +
  circle(126, 134, 14, light) +
  line('M126 134l6-8', m.ink, 3) +
  circle(166, 134, 8, spark) +
  circle(192, 134, 8, light) +
  rect(118, 90, 164, 16, shade, 6);
