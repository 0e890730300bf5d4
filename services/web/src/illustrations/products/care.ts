/** Skin care, sleep and relaxation. */
import type { Palette } from '../palette.ts';
import { material as m } from '../palette.ts';
import { circle, ellipse, line, rect, shape, turned } from '../shapes.ts';

const sprig = (x: number, y: number, angle: number): string =>
  turned(
    angle,
    line(`M${x} ${y}v-70`, m.leafDark, 4) +
      [0, 18, 36, 54]
        .map((up) =>
          shape(
            `M${x} ${y - up}c-18 0-26-8-28-18 16 0 26 6 28 18zM${x} ${y - up - 6}c16 0 26-8 28-18-16 0-26 6-28 18z`,
            m.leaf,
          ),
        )
        .join(''),
    x,
    y,
  );

export const soap = ({ main, shade, light }: Palette): string =>
  ellipse(200, 306, 126, 22, m.woodDark) +
  ellipse(200, 298, 126, 22, m.wood) +
  rect(104, 188, 192, 106, main, 34) +
  rect(104, 246, 192, 48, shade, 24) +
  rect(134, 206, 132, 48, light, 20) +
  line('M160 230h80', shade, 6) +
  circle(292, 150, 18, '#ffffff99') +
  circle(262, 122, 11, '#ffffff99') +
  circle(310, 108, 8, '#ffffff99') +
  sprig(116, 180, -30);

export const tube = ({ main, shade, light, spark }: Palette): string =>
  turned(
    14,
    shape('M146 66h108l-10 206h-88z', main) +
      shape('M206 66h48l-10 206h-38z', shade) +
      rect(140, 54, 120, 20, shade, 5) +
      rect(164, 272, 72, 48, spark, 10) +
      rect(162, 122, 76, 84, light, 8) +
      shape('M200 136c20 12 20 40 0 54-20-14-20-42 0-54z', m.leaf),
  );

export const razor = ({ main, shade, light }: Palette): string =>
  turned(
    38,
    rect(188, 148, 24, 184, m.steel, 12) +
      [180, 204, 228, 252, 276, 300].map((y) => line(`M190 ${y}h20`, m.steelDark, 4)).join('') +
      rect(190, 126, 20, 30, m.steelDark) +
      rect(134, 94, 132, 38, m.steelLight, 12) +
      rect(134, 114, 132, 18, m.steelDark, 8),
    200,
    200,
  ) +
  shape('M66 272h84l-10 44c-2 8-6 8-12 8H88c-6 0-10 0-12-8z', main) +
  shape('M120 272h30l-10 44c-2 8-6 8-12 8h-14z', shade) +
  circle(90, 262, 20, light) +
  circle(116, 254, 23, light) +
  circle(136, 266, 15, light);

export const bathTowel = ({ main, shade, light, spark }: Palette): string =>
  line('M70 104h260', m.woodDark, 15) +
  circle(70, 104, 12, m.wood) +
  circle(330, 104, 12, m.wood) +
  rect(118, 96, 164, 226, main, 8) +
  rect(118, 96, 164, 34, shade, 8) +
  [148, 178, 208, 238].map((y) => line(`M126 ${y}h148`, shade, 3)).join('') +
  [142, 171, 200, 229, 258].map((x) => line(`M${x} 136v118`, shade, 3)).join('') +
  rect(118, 268, 164, 14, light) +
  rect(118, 290, 164, 7, spark);

export const yogaMat = ({ main, shade, spark }: Palette): string =>
  rect(86, 286, 232, 36, '#b98553', 8) +
  rect(180, 296, 140, 26, '#a06f40', 8) +
  rect(86, 186, 190, 116, '#c99a63', 50) +
  ellipse(276, 244, 36, 58, '#a06f40') +
  ellipse(276, 244, 26, 44, '#dcb083') +
  ellipse(276, 244, 16, 28, '#a06f40') +
  ellipse(276, 244, 7, 13, '#dcb083') +
  rect(124, 184, 22, 120, main) +
  rect(206, 184, 22, 120, main) +
  line('M134 184c20-70 66-70 82 0', shade, 11) +
  circle(104, 206, 3, spark);

export const pillow = ({ main, shade, light }: Palette): string =>
  shape(
    'M86 196c-16-34 20-52 44-38 46 12 94 12 140 0 24-14 60 4 44 38-8 34-8 56 0 90 8 30-24 48-48 34-44-10-88-10-132 0-24 14-56-4-48-34 8-34 8-56 0-90z',
    light,
  ) +
  shape('M270 158c24-14 60 4 44 38-8 34-8 56 0 90 8 30-24 48-48 34-14-3-28-6-42-7 38-44 52-96 46-155z', '#0000000f') +
  line('M112 192c60 18 116 18 176 0', main, 5) +
  line('M118 284c56-14 108-14 164 0', main, 5) +
  circle(200, 238, 26, main) +
  shape('M186 248c-4-24 12-34 32-30 2 22-10 34-32 30z', shade);

export const diffuser = ({ light, shade, spark, main }: Palette): string =>
  line('M200 128c-24-24 24-36 0-62M232 120c-14-16 16-24 2-44M168 120c-14-16 16-24 2-44', '#ffffffaa', 9) +
  shape('M200 140c54 0 92 58 92 120 0 44-32 64-92 64s-92-20-92-64c0-62 38-120 92-120z', light) +
  shape('M214 141c48 8 78 62 78 119 0 44-32 64-92 64 60-40 62-124 14-183z', '#0000001a') +
  ellipse(200, 146, 22, 8, shade) +
  [
    [150, 236],
    [172, 206],
    [160, 276],
    [200, 252],
    [228, 220],
    [220, 290],
  ]
    .map(([x = 0, y = 0]) => circle(x, y, 4, main))
    .join('') +
  circle(200, 302, 6, spark);

export const oilBottle = ({ main, shade, light }: Palette): string =>
  rect(172, 74, 56, 66, m.ink, 10) +
  rect(182, 134, 36, 20, '#5a3517') +
  shape('M164 152h72c24 0 34 18 34 40v104c0 18-10 28-28 28h-84c-18 0-28-10-28-28V192c0-22 10-40 34-40z', '#8a4f1f') +
  shape('M222 152h14c24 0 34 18 34 40v104c0 18-10 28-28 28h-24z', '#6b3c15') +
  rect(130, 204, 140, 82, light) +
  line('M160 270c6-20 10-34 10-52M186 272c4-22 6-36 6-52', m.leafDark, 4) +
  [220, 232, 244].map((y) => ellipse(170, y, 7, 6, main) + ellipse(192, y - 2, 7, 6, shade)).join('') +
  line('M216 232h38M216 250h28', shade, 5);
