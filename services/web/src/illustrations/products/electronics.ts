/** Audio, chargers and displays. */
import type { Palette } from '../palette.ts';
import { material as m } from '../palette.ts';
import { circle, ellipse, line, rect, shape, turned } from '../shapes.ts';

export const headphones = ({ main, shade, light, spark }: Palette): string =>
  line('M104 234V206c0-130 192-130 192 0v28', shade, 20) +
  line('M124 168c14-52 48-70 76-70', main, 8) +
  rect(78, 204, 58, 112, main, 26) +
  rect(264, 204, 58, 112, main, 26) +
  rect(118, 212, 28, 96, m.ink, 14) +
  rect(254, 212, 28, 96, m.ink, 14) +
  circle(98, 240, 7, spark) +
  line('M96 270v22M302 240v40', light, 5);

export const earbuds = ({ main, shade, light, spark }: Palette): string =>
  rect(98, 196, 204, 126, main, 56) +
  shape('M98 252c0 40 30 70 60 70h84c36 0 60-30 60-70z', shade) +
  line('M100 250h200', light, 4) +
  circle(200, 284, 6, spark) +
  [
    [144, -1],
    [256, 1],
  ]
    .map(
      ([x = 0, side = 1]) =>
        rect(x - 8, 120, 16, 84, light, 8) +
        circle(x, 118, 27, light) +
        ellipse(x + side * 22, 112, 14, 18, shade) +
        line(`M${x} 176v16`, m.steel, 6),
    )
    .join('');

export const speaker = ({ main, shade, light, spark }: Palette): string =>
  line('M142 116c0-44 116-44 116 0', spark, 11) +
  rect(98, 112, 204, 210, main, 40) +
  shape('M240 112h22c22 0 40 18 40 40v130c0 22-18 40-40 40h-22c20-60 20-150 0-210z', shade) +
  circle(200, 234, 62, m.ink) +
  circle(200, 234, 46, m.ironLight) +
  circle(200, 234, 18, m.ink) +
  circle(200, 148, 15, m.ink) +
  circle(150, 148, 5, light) +
  circle(250, 148, 5, spark);

export const turntable = ({ main, shade, light, spark }: Palette): string =>
  rect(66, 132, 268, 184, m.wood, 16) +
  rect(66, 272, 268, 44, m.woodDark, 14) +
  rect(80, 146, 240, 122, light, 8) +
  circle(172, 208, 68, m.ink) +
  [56, 46, 36]
    .map((r) => `<circle cx="172" cy="208" r="${r}" fill="none" stroke="#4a5650" stroke-width="2"/>`)
    .join('') +
  circle(172, 208, 24, spark) +
  circle(172, 208, 4, light) +
  circle(290, 166, 13, main) +
  line('M290 166v54l-48 16', m.steelDark, 7) +
  rect(230, 226, 22, 16, shade, 4) +
  circle(292, 252, 8, shade) +
  circle(98, 296, 8, m.woodLight) +
  circle(124, 296, 8, m.woodLight);

export const charger = ({ main, shade, light, spark }: Palette): string =>
  rect(164, 76, 16, 48, m.steel, 5) +
  rect(222, 76, 16, 48, m.steel, 5) +
  rect(120, 116, 160, 206, main, 32) +
  shape('M232 116h16c18 0 32 14 32 32v142c0 18-14 32-32 32h-16z', shade) +
  shape('M210 144l-34 54h24l-10 40 36-56h-24z', spark) +
  rect(150, 262, 40, 14, m.ink, 7) +
  rect(204, 262, 40, 14, m.ink, 7) +
  rect(150, 288, 40, 14, m.ink, 7) +
  circle(226, 295, 5, light);

export const powerBank = ({ main, shade, light, spark }: Palette): string =>
  turned(
    10,
    rect(134, 74, 132, 250, main, 30) +
      shape('M226 74h10c16 0 30 14 30 30v190c0 16-14 30-30 30h-10z', shade) +
      rect(160, 104, 62, 40, m.ink, 8) +
      `<text x="191" y="133" font-family="monospace" font-size="24" font-weight="700" text-anchor="middle" fill="#9fe0b4">82%</text>` +
      shape('M200 176l-36 62h26l-10 46 40-66h-28z', spark) +
      rect(160, 302, 26, 9, light, 4),
  );

export const cable = ({ main, shade, light }: Palette): string =>
  line('M116 94c0 60 168 30 168 96s-190 40-190 96 84 40 124 24', main, 15) +
  `<path d="M116 94c0 60 168 30 168 96s-190 40-190 96 84 40 124 24" fill="none" stroke="${light}" stroke-width="3" stroke-dasharray="7 9"/>` +
  rect(100, 54, 32, 46, shade, 8) +
  rect(106, 36, 20, 22, m.steel, 5) +
  turned(-22, rect(214, 288, 46, 32, shade, 8) + rect(256, 294, 22, 20, m.steel, 5), 220, 304);

export const eReader = ({ main, shade, light }: Palette): string =>
  rect(112, 62, 182, 262, shade, 20) +
  rect(106, 58, 182, 262, main, 20) +
  rect(122, 78, 150, 204, '#f4f1e7', 6) +
  line('M140 110h70', m.ink, 8) +
  [138, 158, 178, 198, 218, 238].map((y) => line(`M140 ${y}h114`, '#a7a595', 4)).join('') +
  line('M140 258h64', '#a7a595', 4) +
  circle(197, 302, 8, light);

export const unknown = ({ main, shade, light, spark }: Palette): string =>
  shape('M90 172l110-46 110 46-110 46z', light) +
  shape('M90 172v106l110 48V218z', main) +
  shape('M310 172v106l-110 48V218z', shade) +
  shape('M136 191l110-46 22 9-110 47v40l-22-10z', spark) +
  ellipse(200, 342, 2, 1, 'none');
