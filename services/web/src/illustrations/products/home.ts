/** Lighting, textiles and storage. */
import type { Palette } from '../palette.ts';
import { material as m } from '../palette.ts';
import { circle, ellipse, line, rect, shape, turned } from '../shapes.ts';

export const lamp = ({ main, shade, spark }: Palette): string =>
  shape('M92 168l-38 154h184l-62-158z', '#fff3c266') +
  line('M268 312L292 196 196 116', m.brass, 11) +
  circle(292, 196, 11, m.brassDark) +
  shape('M196 92l-98 58c-6 26 12 50 34 40l92-54z', main) +
  shape('M210 114l-98 62c4 12 12 18 20 14l92-54z', shade) +
  ellipse(118, 172, 22, 12, '#ffe9a3') +
  ellipse(268, 314, 56, 12, m.brassDark) +
  circle(196, 116, 8, spark);

export const candle = ({ light }: Palette): string =>
  circle(200, 106, 54, '#ffe9a355') +
  rect(152, 156, 96, 168, '#e3b04b', 12) +
  rect(214, 156, 34, 168, '#c8923a', 12) +
  ellipse(200, 158, 48, 14, '#f3cd7c') +
  line('M200 158v-22', m.ink, 5) +
  shape('M200 72c20 24 22 44 0 64-22-20-20-40 0-64z', '#f2a33a') +
  shape('M200 100c8 12 8 22 0 32-8-10-8-20 0-32z', '#ffe9a3') +
  line('M168 190v24', light, 7);

export const throwBlanket = ({ main, shade, light, spark }: Palette): string =>
  rect(92, 226, 216, 78, main, 20) +
  rect(92, 160, 216, 72, main, 20) +
  rect(92, 214, 216, 22, shade, 10) +
  [120, 152, 184, 216, 248, 280].map((x) => line(`M${x} 166v44M${x} 240v58`, light, 4)).join('') +
  line('M98 188h204M98 272h204', spark, 6) +
  [102, 126, 150, 174, 198, 222, 246, 270, 294].map((x) => line(`M${x} 304v18`, shade, 6)).join('');

export const cushion = ({ main, shade, light }: Palette): string =>
  shape('M104 124c64 14 128 14 192 0 14 66 14 124 0 190-64-14-128-14-192 0-14-66-14-124 0-190z', main) +
  shape('M296 124c14 66 14 124 0 190-22-5-44-8-66-9 30-56 40-110 30-173 12-2 24-5 36-8z', shade) +
  line('M136 168c40 8 88 8 128 0', light, 4) +
  line('M136 268c40-8 88-8 128 0', light, 4) +
  circle(200, 218, 9, shade);

const stem = (path: string): string => line(path, m.leafDark, 5);

export const vase = ({ light, shade, spark, main }: Palette): string =>
  stem('M196 168C186 120 168 96 150 76') +
  stem('M200 168V70') +
  stem('M204 168c8-40 26-64 52-80') +
  circle(148, 74, 20, spark) +
  circle(148, 74, 8, light) +
  circle(200, 62, 23, main) +
  circle(200, 62, 9, light) +
  circle(258, 86, 18, spark) +
  circle(258, 86, 7, light) +
  shape('M178 128c-14-2-24-12-26-24 14 0 24 8 26 24zM212 132c4-14 14-22 28-22-4 14-14 22-28 22z', m.leaf) +
  shape('M180 164h40c-4 36 54 52 54 104 0 40-34 56-74 56s-74-16-74-56c0-52 58-68 54-104z', light) +
  shape('M204 164h16c-4 36 54 52 54 104 0 40-34 56-74 56 58-24 50-92 16-124-10-10-12-22-12-36z', '#0000001a') +
  [
    [160, 250],
    [184, 226],
    [176, 288],
    [212, 268],
    [148, 278],
    [202, 306],
    [196, 196],
  ]
    .map(([x = 0, y = 0]) => circle(x, y, 4, shade))
    .join('');

export const wallClock = ({ light, spark }: Palette): string =>
  circle(200, 206, 116, m.wood) +
  circle(200, 206, 98, light) +
  [0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330]
    .map((angle) => turned(angle, rect(197, 118, 6, angle % 90 === 0 ? 20 : 11, m.ink, 3), 200, 206))
    .join('') +
  line('M200 206l-34-40', m.ink, 9) +
  line('M200 206l48-56', m.ink, 6) +
  line('M200 222v-82', spark, 3) +
  circle(200, 206, 8, spark);

export const hooks = ({ main, shade, light }: Palette): string =>
  rect(62, 132, 276, 46, m.wood, 12) +
  rect(62, 158, 276, 20, m.woodDark, 10) +
  [100, 166, 232, 298]
    .map(
      (x) =>
        circle(x, 154, 15, m.brass) +
        line(`M${x} 156v34c0 26 30 26 30 2`, m.brassDark, 10) +
        circle(x + 30, 190, 7, m.brass),
    )
    .join('') +
  shape('M176 200c24 24 4 30 10 60l6 62h-62l10-66c4-24 8-34 36-56z', main) +
  shape('M182 206c14 20 0 28 4 54l6 62h-24z', shade) +
  line('M150 290h36', light, 5);

export const rug = ({ spark }: Palette): string =>
  [
    [136, 84, '#b98d52'],
    [118, 70, '#d3ab72'],
    [100, 57, '#b98d52'],
    [80, 44, '#d3ab72'],
    [58, 30, '#b98d52'],
    [34, 16, '#d3ab72'],
  ]
    .map(([rx, ry, fill]) => ellipse(200, 226, Number(rx), Number(ry), String(fill)))
    .join('') +
  `<ellipse cx="200" cy="226" rx="109" ry="63.5" fill="none" stroke="${spark}" stroke-width="4" stroke-dasharray="10 8"/>`;
