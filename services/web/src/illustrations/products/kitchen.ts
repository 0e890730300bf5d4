/** Pans, knives and boards. */
import type { Palette } from '../palette.ts';
import { material as m } from '../palette.ts';
import { circle, ellipse, line, rect, shape, turned } from '../shapes.ts';

export const skillet = ({ main, spark }: Palette): string =>
  turned(-28, rect(262, 190, 118, 24, m.iron, 12) + circle(364, 202, 6, m.ironLight), 180, 202) +
  circle(176, 206, 106, m.iron) +
  circle(176, 206, 88, m.ironLight) +
  shape('M128 206c-8-44 34-60 58-40 30-8 54 22 38 48 10 30-34 52-58 30-24 8-42-14-38-38z', m.white) +
  circle(180, 204, 24, '#f2b632') +
  circle(172, 196, 6, '#fbe08c') +
  circle(226, 246, 4, main) +
  circle(140, 252, 3, spark);

export const casserole = ({ main, shade, light }: Palette): string =>
  line('M84 216c-26 0-26 34 0 34M316 216c26 0 26 34 0 34', shade, 16) +
  shape('M84 196h232v92c0 24-14 36-40 36H124c-26 0-40-12-40-36z', main) +
  shape('M250 196h66v92c0 24-14 36-40 36h-40c10-10 14-20 14-36z', shade) +
  shape('M76 196c0-46 56-72 124-72s124 26 124 72z', main) +
  shape('M222 125c58 4 102 30 102 71h-66c0-34-14-58-36-71z', shade) +
  rect(70, 186, 260, 18, shade, 9) +
  rect(178, 100, 44, 14, m.brass, 7) +
  rect(192, 108, 16, 20, m.brassDark, 4) +
  line('M118 168c10-14 26-22 42-26', light, 6);

export const chefKnife = ({ main, shade, spark }: Palette): string =>
  turned(
    -38,
    shape('M56 176h188v54c-80 12-146-6-188-54z', m.steelLight) +
      shape('M56 176h188v22c-80 4-140-4-188-22z', m.steel) +
      rect(240, 168, 20, 66, m.steelDark, 4) +
      rect(256, 178, 108, 36, main, 14) +
      rect(256, 196, 108, 18, shade, 9) +
      circle(284, 196, 5, spark) +
      circle(314, 196, 5, spark) +
      circle(342, 196, 5, spark),
  );

export const paringKnife = ({ main, shade, spark, light }: Palette): string =>
  turned(
    -38,
    shape('M104 184h116v34c-50 8-92-4-116-34z', m.steelLight) +
      shape('M104 184h116v14c-50 4-90-2-116-14z', m.steel) +
      rect(216, 178, 15, 44, m.steelDark, 4) +
      rect(228, 184, 98, 30, main, 13) +
      rect(228, 199, 98, 15, shade, 8) +
      circle(252, 199, 4, spark) +
      circle(300, 199, 4, spark),
  ) +
  circle(126, 286, 34, '#c8443c') +
  shape('M112 258c8-8 22-8 28 0-8 6-20 6-28 0z', m.leaf) +
  circle(116, 280, 3, light) +
  circle(134, 294, 3, light) +
  circle(140, 276, 3, light);

export const cuttingBoard = (_: Palette): string =>
  rect(84, 118, 232, 190, m.wood, 22) +
  [0, 1, 2, 3, 4]
    .flatMap((column) =>
      [0, 1, 2, 3].map((row) =>
        (column + row) % 2 === 0 ? rect(98 + column * 41, 132 + row * 41, 40, 40, m.woodLight) : '',
      ),
    )
    .join('') +
  `<rect x="98" y="132" width="204" height="163" rx="10" fill="none" stroke="${m.woodDark}" stroke-width="5"/>` +
  shape('M168 236c26-30 74-26 84 6-24 22-66 20-84-6z', m.leaf) +
  line('M178 238c20-6 44-6 62 2', m.leafDark, 4);

export const scale = ({ main, shade, light }: Palette): string =>
  ellipse(200, 196, 92, 20, m.steel) +
  ellipse(200, 190, 92, 20, m.steelLight) +
  rect(188, 204, 24, 26, m.steelDark) +
  rect(92, 226, 216, 96, main, 20) +
  rect(92, 282, 216, 40, shade, 18) +
  rect(138, 244, 124, 46, '#24302c', 8) +
  `<text x="200" y="278" font-family="monospace" font-size="30" font-weight="700" text-anchor="middle" fill="#9fe0b4">128 g</text>` +
  ellipse(176, 172, 26, 20, light) +
  ellipse(214, 168, 30, 23, m.cream) +
  ellipse(196, 156, 24, 18, m.white);

export const towels = ({ light }: Palette): string => {
  const towel = (x: number, y: number, stripe: string) =>
    rect(x, y, 170, 48, light, 10) + rect(x + 112, y, 14, 48, stripe) + rect(x + 134, y, 7, 48, stripe);
  return (
    towel(118, 274, '#3d4f7c') +
    towel(112, 222, '#b3552f') +
    towel(120, 170, '#b8a98a') +
    rect(120, 212, 170, 6, '#0000000f') +
    rect(112, 264, 170, 6, '#0000000f')
  );
};

export const spoon = ({ spark }: Palette): string =>
  turned(
    32,
    rect(190, 150, 20, 200, m.wood, 10) +
      rect(200, 160, 10, 190, m.woodDark, 5) +
      shape('M200 44c38 0 56 30 52 66-4 30-26 48-52 48s-48-18-52-48c-2-20 0-36 10-48z', m.wood) +
      shape('M200 62c24 0 36 20 34 44-2 22-16 34-34 34s-32-12-34-34c-2-24 10-44 34-44z', m.woodDark),
    200,
    200,
  ) +
  circle(112, 296, 20, '#c8443c') +
  circle(146, 308, 15, '#d8594b') +
  line('M112 278l4-14', m.leafDark, 4) +
  circle(92, 316, 6, spark);
