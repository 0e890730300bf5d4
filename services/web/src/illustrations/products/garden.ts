/** Balcony and garden. */
import type { Palette } from '../palette.ts';
import { material as m } from '../palette.ts';
import { circle, ellipse, line, rect, shape, turned } from '../shapes.ts';

const sprout = (x: number, y: number, scale = 1): string =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${line('M0 0v-34', m.leafDark, 6)}${shape('M0-24c-4-26-22-36-46-34 4 26 20 36 46 34zM0-32c2-24 18-36 42-36-2 24-16 38-42 36z', m.leaf)}</g>`;

export const trowel = ({ spark }: Palette): string =>
  turned(
    36,
    rect(184, 52, 32, 124, m.wood, 15) +
      rect(200, 58, 16, 116, m.woodDark, 8) +
      rect(184, 76, 32, 8, spark) +
      rect(193, 172, 14, 40, m.steelDark) +
      shape('M156 212h88c10 60-14 110-44 142-30-32-54-82-44-142z', m.steelLight) +
      shape('M200 212h44c10 60-14 110-44 142z', m.steel) +
      line('M170 240h16M172 264h12M178 288h10', m.steelDark, 4),
    200,
    200,
  ) + sprout(92, 322);

export const secateurs = ({ main, shade, spark }: Palette): string =>
  turned(
    24,
    shape('M196 196c-40-30-46-90-18-132 22 34 38 76 44 120z', m.steelLight) +
      shape('M204 194c6-40 26-70 52-84 10 36-8 70-36 92z', m.steel) +
      line('M194 200c-34 34-44 80-40 128', main, 24) +
      line('M208 200c34 34 44 80 40 128', shade, 24) +
      circle(202, 196, 15, m.steelDark) +
      circle(202, 196, 6, spark),
    200,
    200,
  ) + sprout(322, 314, 0.9);

export const wateringCan = ({ main, shade, light }: Palette): string =>
  line('M262 190c64-30 76 92 8 96', shade, 13) +
  line('M170 160c0-54 76-54 76 0', shade, 12) +
  shape('M132 262L66 156l20-12 66 60z', m.steelDark) +
  turned(-32, rect(46, 138, 54, 16, m.steel, 5), 74, 148) +
  shape('M140 160h132l10 150c0 10-4 14-14 14H144c-10 0-14-4-14-14z', main) +
  shape('M230 160h42l10 150c0 10-4 14-14 14h-36z', shade) +
  line('M136 196h142M132 288h148', light, 4) +
  line('M52 176l-12 20M66 186l-10 22M44 204l-8 16', '#5b9bc4', 5);

export const pots = ({ light }: Palette): string => {
  const pot = (x: number, top: number, width: number, height: number) =>
    shape(`M${x - width / 2} ${top}h${width}l-${width / 7} ${height}h-${(width * 5) / 7}z`, '#c96f4a') +
    shape(`M${x + width / 6} ${top}h${width / 3}l-${width / 7} ${height}h-${width / 4}z`, '#a85636') +
    rect(x - width / 2 - 6, top - 4, width + 12, 20, '#d98561', 5);
  return (
    sprout(264, 200, 1.5) +
    sprout(146, 236, 1.1) +
    pot(262, 198, 124, 126) +
    pot(142, 236, 94, 88) +
    pot(202, 268, 66, 56) +
    circle(202, 262, 14, m.leaf) +
    circle(190, 258, 10, m.leafDark) +
    line('M238 238v44', light, 5)
  );
};

const packet = (x: number, y: number, angle: number, fill: string, flower: string): string =>
  turned(
    angle,
    rect(x, y, 116, 160, fill, 6) +
      rect(x, y, 116, 24, '#00000022', 6) +
      rect(x + 14, y + 38, 88, 90, m.cream, 6) +
      flower +
      rect(x + 26, y + 138, 64, 8, m.cream, 4),
    x + 58,
    y + 80,
  );

export const herbSeeds = ({ main, shade, spark }: Palette): string =>
  packet(70, 130, -14, shade, sprout(128, 246, 1.2)) +
  packet(208, 126, 12, spark, sprout(266, 244, 1.2)) +
  packet(142, 146, 0, main, sprout(200, 262, 1.3));

const bloom = (x: number, y: number, fill: string): string =>
  [0, 72, 144, 216, 288].map((angle) => turned(angle, ellipse(x, y - 15, 9, 14, fill), x, y)).join('') +
  circle(x, y, 9, '#f2b632');

export const meadow = ({ main, light }: Palette): string =>
  [
    [110, 190, '#cf6b74'],
    [154, 134, '#4b6fb8'],
    [204, 176, '#f0efe6'],
    [250, 116, '#cf6b74'],
    [292, 178, '#8a62a8'],
  ]
    .map(
      ([x, y, fill]) =>
        line(`M${x} ${y}c-6 40 4 90 ${200 - Number(x) > 0 ? 6 : -6} ${322 - Number(y)}`, m.leafDark, 5) +
        bloom(Number(x), Number(y), String(fill)),
    )
    .join('') +
  shape(
    'M96 322c4-50 14-76 20-96 2 30 6 60 14 96zM170 322c0-50 8-84 14-110 6 34 10 70 12 110zM236 322c2-44 12-74 20-96 4 34 8 60 8 96z',
    m.leaf,
  ) +
  ellipse(332, 108, 16, 11, '#f2b632') +
  line('M328 98v20M336 98v20', m.ink, 4) +
  ellipse(326, 94, 11, 7, light) +
  circle(80, 312, 5, main);

export const gloves = ({ main, shade, light, spark }: Palette): string => {
  const glove = (mirror: string) =>
    `<g transform="${mirror}">${shape('M112 196V132c0-18 24-18 24 0v-24c0-18 26-18 26 0v-8c0-18 26-18 26 0v16c0-18 24-16 24 2v92l16-24c12-16 34-2 24 16l-42 82H112z', main)}${rect(104, 276, 116, 48, shade, 10)}${line('M114 292h96', light, 4)}${line('M136 150v40M162 140v50M188 146v44', shade, 4)}</g>`;
  return (
    turned(-8, glove('translate(-34 6)')) +
    turned(8, glove('translate(434 6) scale(-1 1)')) +
    circle(200, 340, 0.1, spark)
  );
};

export const birdFeeder = ({ spark, light }: Palette): string =>
  line('M200 40v50', m.woodDark, 5) +
  shape('M200 78L94 162h212z', m.woodDark) +
  shape('M200 78L94 162h106z', m.wood) +
  rect(132, 162, 136, 110, '#cfe3ea', 4) +
  shape('M132 212c40-16 90 12 136-6v66H132z', '#c99a4b') +
  rect(124, 156, 14, 122, m.wood) +
  rect(262, 156, 14, 122, m.woodDark) +
  rect(96, 270, 208, 22, m.wood, 6) +
  ellipse(290, 248, 27, 19, spark) +
  circle(310, 230, 14, spark) +
  shape('M322 228l16 5-15 6z', '#e0a030') +
  circle(313, 227, 3, m.ink) +
  shape('M266 250l-24 12 26 4z', spark) +
  ellipse(286, 252, 12, 8, light);
