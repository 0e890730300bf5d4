/** Hiking and travel. */
import type { Palette } from '../palette.ts';
import { material as m } from '../palette.ts';
import { circle, ellipse, line, rect, shape, turned } from '../shapes.ts';

export const backpack = ({ main, shade, light, spark }: Palette): string =>
  line('M166 92c0-34 68-34 68 0', shade, 12) +
  shape('M112 160c0-50 40-76 88-76s88 26 88 76v132c0 20-12 32-32 32H144c-20 0-32-12-32-32z', main) +
  shape('M226 88c38 8 62 32 62 72v132c0 20-12 32-32 32h-26c10-80 10-160-4-236z', shade) +
  rect(138, 220, 124, 84, shade, 18) +
  rect(144, 214, 112, 22, spark, 10) +
  line('M150 262h100', light, 5) +
  line('M146 160h108', light, 6) +
  rect(186, 152, 28, 18, spark, 5);

export const tent = ({ main, shade, light, spark }: Palette): string =>
  circle(310, 104, 28, '#fff3c2') +
  shape('M200 108L60 322h280z', main) +
  shape('M200 108l140 214H246z', shade) +
  shape('M200 150l-44 172h88z', m.ink) +
  shape('M200 150l-44 172h26z', light) +
  line('M200 108l10-30', m.woodDark, 6) +
  shape('M210 80l34 8-30 14z', spark) +
  line('M60 322l-22 6M340 322l22 6', m.woodDark, 5);

export const sleepingBag = ({ main, shade, light, spark }: Palette): string =>
  turned(
    -14,
    shape('M140 60h110c30 0 40 26 38 56l-22 170c-4 26-22 40-70 40s-66-14-70-40L104 116c-2-30 8-56 36-56z', main) +
      shape('M196 60h54c30 0 40 26 38 56l-22 170c-4 26-22 40-70 40z', shade) +
      ellipse(196, 100, 62, 34, m.ink) +
      ellipse(196, 108, 46, 24, light) +
      line('M118 172c50 16 106 16 156 0M126 222c46 14 94 14 140 0M134 270c40 12 84 12 124 0', light, 4) +
      line('M196 140v176', spark, 4),
  );

export const bottle = ({ main, shade, light, spark }: Palette): string =>
  rect(166, 56, 68, 52, m.iron, 12) +
  line('M184 58c0-26 32-26 32 0', m.iron, 9) +
  shape('M166 108h68c0 20 28 24 28 58v130c0 18-10 28-28 28h-68c-18 0-28-10-28-28V166c0-34 28-38 28-58z', main) +
  shape('M214 108h20c0 20 28 24 28 58v130c0 18-10 28-28 28h-20z', shade) +
  shape('M138 262l34-46 24 28 20-24 46 50v26c0 18-10 28-28 28h-68c-18 0-28-10-28-28z', light) +
  circle(222, 190, 12, spark) +
  line('M156 172v40', light, 6);

export const headTorch = ({ main, shade, spark }: Palette): string =>
  shape('M200 220L40 110v190z', '#fff3c288') +
  line('M214 238c-12-96 112-150 128-40 6 44-20 96-76 100', main, 20) +
  rect(168, 176, 84, 100, m.iron, 22) +
  circle(192, 226, 30, m.steel) +
  circle(192, 226, 21, '#fff3c2') +
  rect(232, 164, 20, 12, spark, 4) +
  line('M320 160l18 14', shade, 8);

export const stove = ({ main, shade, light }: Palette): string =>
  shape('M146 238c0-16 108-16 108 0v66c0 14-8 20-22 20h-64c-14 0-22-6-22-20z', main) +
  shape('M222 228c18 2 32 4 32 10v66c0 14-8 20-22 20h-10z', shade) +
  rect(146, 264, 108, 22, light) +
  rect(184, 196, 32, 34, m.steelDark, 4) +
  line('M230 212h36', m.steelDark, 7) +
  rect(146, 182, 108, 16, m.steel, 8) +
  line('M152 182l-20-24M248 182l20-24', m.steelDark, 8) +
  [168, 200, 232]
    .map(
      (x) =>
        shape(`M${x} 118c16 22 16 44 0 62-16-18-16-40 0-62z`, '#4b86c8') +
        shape(`M${x} 146c7 10 7 22 0 32-7-10-7-22 0-32z`, '#f2b53a'),
    )
    .join('');

export const dryBag = ({ main, shade, light, spark }: Palette): string =>
  shape('M128 134h144l14 166c0 16-10 24-26 24H140c-16 0-26-8-26-24z', main) +
  shape('M226 134h46l14 166c0 16-10 24-26 24h-28z', shade) +
  rect(116, 108, 168, 34, shade, 14) +
  line('M120 112c-14-30 20-44 44-30M280 112c14-30-20-44-44-30', spark, 10) +
  rect(178, 70, 44, 22, m.iron, 7) +
  shape('M200 186c24 32 34 44 34 62a34 34 0 0 1-68 0c0-18 10-30 34-62z', light);

export const cubes = ({ main, shade, light, spark }: Palette): string => {
  const cube = (x: number, y: number, width: number, height: number, fill: string) =>
    rect(x, y, width, height, fill, 14) +
    `<rect x="${x + 14}" y="${y + 14}" width="${width - 28}" height="${height - 28}" rx="6" fill="${light}" opacity="0.45"/>` +
    line(`M${x + 20} ${y + 8}h${width - 40}`, spark, 4) +
    rect(x + width / 2 - 16, y + height - 12, 32, 9, m.ink, 4);
  return cube(74, 222, 164, 100, main) + cube(248, 240, 82, 82, shade) + cube(112, 132, 132, 84, shade);
};
