/** Paper, pens and desk accessories. */
import type { Palette } from '../palette.ts';
import { material as m } from '../palette.ts';
import { circle, ellipse, line, rect, shape, turned } from '../shapes.ts';

export const notebook = ({ main, shade, light, spark }: Palette): string =>
  turned(
    -8,
    rect(116, 86, 176, 236, shade, 12) +
      rect(108, 80, 176, 236, main, 12) +
      rect(108, 80, 28, 236, shade, 10) +
      rect(170, 124, 84, 52, light, 6) +
      line('M184 142h56M184 158h36', shade, 4) +
      rect(258, 80, 10, 236, spark) +
      line('M196 316v22', spark, 8),
  );

export const fountainPen = ({ main, shade, spark, light }: Palette): string =>
  line('M66 318c40-24 50 18 92-8s58 10 92-14', shade, 5) +
  turned(
    45,
    rect(180, 40, 40, 168, main, 18) +
      rect(200, 46, 20, 160, shade, 10) +
      rect(176, 110, 48, 12, m.brass) +
      rect(212, 56, 8, 74, m.brass, 4) +
      rect(184, 206, 32, 44, m.iron, 6) +
      shape('M186 248h28l-14 62z', m.brass) +
      line('M200 262v40', m.brassDark, 3) +
      circle(200, 262, 4, m.brassDark) +
      rect(186, 52, 6, 48, light, 3),
    200,
    190,
  ) +
  circle(312, 316, 5, spark);

export const inkBottle = ({ light }: Palette): string =>
  rect(156, 104, 88, 54, m.iron, 10) +
  rect(212, 104, 32, 54, '#262c31', 10) +
  shape('M150 158h100l44 40v104c0 14-8 22-22 22H128c-14 0-22-8-22-22V198z', '#c9d9e4') +
  shape('M118 214h164v84c0 10-6 16-16 16H134c-10 0-16-6-16-16z', '#1f3a6e') +
  shape('M118 214c40-14 62 12 92 2s50-6 72-2v20H118z', '#2c4d8c') +
  rect(146, 232, 108, 56, light, 6) +
  line('M164 252h72M164 268h44', '#1f3a6e', 5);

export const laptopStand = ({ main, shade, light }: Palette): string =>
  shape('M96 118h208c8 0 12 4 12 12v106H84V130c0-8 4-12 12-12z', m.iron) +
  rect(96, 130, 208, 100, light, 4) +
  line('M118 156h92M118 178h130M118 200h66', main, 7) +
  shape('M62 236h276l-14 20H76z', m.steel) +
  line('M120 258l60 62M280 258l-60 62', shade, 13) +
  line('M92 322h216', main, 15);

export const deskMat = ({ main, shade, light, spark }: Palette): string =>
  turned(
    -6,
    rect(62, 150, 276, 168, shade, 14) +
      rect(58, 142, 276, 168, main, 14) +
      `<rect x="70" y="154" width="252" height="144" rx="8" fill="none" stroke="${light}" stroke-width="3" stroke-dasharray="9 7"/>` +
      rect(96, 178, 128, 92, light, 6) +
      line('M112 200h92M112 220h92M112 240h54', m.steelDark, 5) +
      ellipse(278, 226, 26, 38, m.iron) +
      line('M278 190v26', spark, 5),
  );

export const keyboard = ({ main, shade, light, spark }: Palette): string => {
  const key = (x: number, y: number, width: number, fill: string) =>
    rect(x, y + 4, width, 34, shade, 7) + rect(x, y, width, 32, fill, 7);
  const row = (y: number, from: number, count: number) =>
    Array.from({ length: count }, (_, index) => key(from + index * 42, y, 36, light)).join('');
  return (
    rect(44, 148, 312, 168, main, 20) +
    row(164, 60, 5) +
    key(270, 164, 70, spark) +
    key(60, 204, 52, spark) +
    row(204, 118, 5) +
    key(328, 204, 14, light) +
    row(244, 76, 6) +
    rect(108, 290, 184, 14, light, 7)
  );
};

export const chair = ({ main, shade }: Palette): string =>
  line('M200 236v52', m.iron, 14) +
  line('M200 286l-70 26M200 286l70 26M200 286v34', m.iron, 12) +
  circle(126, 316, 11, m.ironLight) +
  circle(274, 316, 11, m.ironLight) +
  circle(200, 324, 11, m.ironLight) +
  shape('M138 78c0-18 14-28 32-28h60c18 0 32 10 32 28l-8 104H146z', main) +
  shape('M226 50h4c18 0 32 10 32 28l-8 104h-34c8-50 10-88 6-132z', shade) +
  line('M190 180v30', m.iron, 12) +
  rect(116, 204, 168, 38, main, 18) +
  rect(116, 224, 168, 18, shade, 9) +
  line('M112 196v-26h-12M288 196v-26h12', m.ironLight, 10);

export const clips = ({ main, shade, light }: Palette): string => {
  const clip = (x: number, y: number, angle: number) =>
    turned(angle, line(`M${x - 12} ${y + 26}v-62c0-18 26-18 26 0v72c0 28-42 28-42 0v-64`, m.brass, 6), x, y);
  return (
    ellipse(200, 272, 112, 48, shade) +
    ellipse(200, 256, 112, 48, main) +
    ellipse(200, 252, 96, 38, light) +
    clip(160, 240, -40) +
    clip(232, 244, 50) +
    clip(198, 226, 8) +
    clip(96, 150, -24) +
    clip(300, 140, 36)
  );
};
