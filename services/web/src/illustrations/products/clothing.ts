/** Clothing and bags. */
import type { Palette } from '../palette.ts';
import { material as m } from '../palette.ts';
import { circle, ellipse, line, rect, shape, turned } from '../shapes.ts';

const shirt = 'M152 92l-74 44 28 62 34-16v136c0 4 2 6 6 6h108c4 0 6-2 6-6V182l34 16 28-62-74-44c-10 32-86 32-96 0z';

export const tShirt = ({ main, shade, light }: Palette): string =>
  shape(shirt, main) +
  shape('M234 116c8-6 12-14 14-24l74 44-28 62-34-16v136c0 4-2 6-6 6h-30z', shade) +
  line('M152 92c10 32 86 32 96 0', light, 6);

export const sweater = ({ main, shade, light }: Palette): string =>
  shape(
    'M152 88l-66 34-26 176 40 8 26-116v116c0 6 4 10 10 10h128c6 0 10-4 10-10V190l26 116 40-8-26-176-66-34c-12 24-84 24-96 0z',
    main,
  ) +
  shape('M236 102c6-4 10-8 12-14l66 34 26 176-40 8-26-116v116c0 6-4 10-10 10h-36z', shade) +
  line('M152 90c12 26 84 26 96 0', light, 8) +
  line('M130 304h140', light, 8) +
  line('M64 288l34 7M336 288l-34 7', light, 8) +
  line('M146 176h108M146 192h108', light, 4);

export const jacket = ({ main, shade, light }: Palette): string =>
  shape('M156 82l-64 36-28 182 38 8 24-118v126c0 6 4 8 8 8h132c4 0 8-2 8-8V190l24 118 38-8-28-182-64-36-44 22z', main) +
  shape('M200 104l44-22 64 36 28 182-38 8-24-118v126c0 6-4 8-8 8h-66z', shade) +
  shape('M156 82l44 22-20 40-44-40zM244 82l-44 22 20 40 44-40z', '#7a4b2a') +
  line('M200 142v180', light, 3) +
  [164, 204, 244, 284].map((y) => circle(190, y, 5, m.brass)).join('') +
  rect(140, 232, 38, 44, '#00000026', 5) +
  rect(222, 232, 38, 44, '#00000026', 5);

export const socks = ({ main, shade, light, spark }: Palette): string => {
  const sock = (x: number, fill: string, band: string) =>
    shape(`M${x} 96h58v122c0 14 8 22 22 34 24 22 8 62-26 56-36-6-54-30-54-66z`, fill) +
    rect(x - 4, 88, 66, 26, band, 7) +
    shape(`M${x + 42} 302c30 12 54-12 48-32-18 2-38 12-48 32z`, band);
  return sock(70, main, shade) + sock(154, spark, light) + sock(238, shade, light);
};

export const beanie = ({ main, shade, light, spark }: Palette): string =>
  circle(200, 92, 34, light) +
  shape('M96 248c0-96 40-146 104-146s104 50 104 146z', main) +
  shape('M222 104c52 10 82 58 82 144h-62c8-54 2-102-20-144z', shade) +
  [132, 166, 200, 234, 268].map((x) => line(`M${x} 148v90`, '#00000018', 5)).join('') +
  rect(82, 240, 236, 64, spark, 22) +
  [112, 142, 172, 202, 232, 262, 292].map((x) => line(`M${x - 2} 252v40`, '#00000022', 5)).join('');

export const scarf = ({ main, shade, light, spark }: Palette): string =>
  shape('M214 170l68 14-14 132h-60z', shade) +
  shape('M186 172l-34 144H92l34-140z', main) +
  shape('M104 132c20-44 172-44 192 0 12 34-8 66-96 66s-108-32-96-66z', main) +
  shape('M232 106c32 6 56 16 64 30 12 34-8 60-84 62 40-24 44-60 20-92z', shade) +
  line('M116 246l54 12M106 284l54 12M214 240l60 6M212 280l58 6', light, 7) +
  [96, 110, 124, 138, 150].map((x) => line(`M${x} 316v12`, spark, 5)).join('') +
  [210, 224, 238, 252, 266].map((x) => line(`M${x} 316v12`, spark, 5)).join('');

export const belt = (_: Palette): string =>
  `<circle cx="200" cy="206" r="86" fill="none" stroke="#7a4b2a" stroke-width="42"/><circle cx="200" cy="206" r="98" fill="none" stroke="#c99a63" stroke-width="2" stroke-dasharray="8 6"/><circle cx="200" cy="206" r="74" fill="none" stroke="#c99a63" stroke-width="2" stroke-dasharray="8 6"/>` +
  shape('M206 268h118c10 0 18 10 18 21s-8 21-18 21H206z', '#8f5a33') +
  line('M214 276h106M214 302h106', '#c99a63', 2) +
  [256, 278, 300].map((x) => circle(x, 289, 4, m.ink)).join('') +
  `<rect x="176" y="258" width="52" height="62" rx="10" fill="none" stroke="${m.brass}" stroke-width="10"/>` +
  line('M182 289h38', m.brassDark, 7);

export const tote = ({ main, shade, spark }: Palette): string =>
  line('M154 172V112c0-48 92-48 92 0v60', shade, 12) +
  shape('M98 156h204l14 160c0 6-4 8-8 8H92c-4 0-8-2-8-8z', '#f1e6cf') +
  shape('M250 156h52l14 160c0 6-4 8-8 8h-46z', '#ddceb0') +
  circle(194, 244, 42, main) +
  shape('M172 258c-4-34 18-48 46-42 2 30-16 48-46 42z', spark) +
  ellipse(154, 174, 5, 5, m.ink) +
  ellipse(246, 174, 5, 5, m.ink) +
  turned(0, '');
