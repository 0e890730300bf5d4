/** Books and games. */
import type { Palette } from '../palette.ts';
import { material as m } from '../palette.ts';
import { circle, ellipse, line, rect, shape, turned } from '../shapes.ts';

/** A book; the cover drawing spans x 120 to 280 and y 84 to 300. */
const book = ({ main, shade, light }: Palette, cover: string): string =>
  rect(116, 78, 184, 248, shade, 8) +
  rect(124, 304, 172, 16, light) +
  rect(108, 74, 180, 240, main, 8) +
  rect(108, 74, 22, 240, shade, 8) +
  cover;

export const cookBook = (palette: Palette): string =>
  book(
    palette,
    rect(150, 102, 116, 12, palette.light, 6) +
      rect(168, 124, 80, 8, palette.light, 4) +
      circle(208, 214, 54, palette.light) +
      circle(208, 214, 42, palette.ground) +
      shape('M208 180c24 10 26 44 0 60-26-16-24-50 0-60z', m.leaf) +
      line('M208 194v38', palette.light, 4),
  );

export const atlas = (palette: Palette): string =>
  book(
    palette,
    circle(208, 200, 66, palette.light) +
      shape('M158 180c18-34 58-34 58-10s-30 18-20 44-38 10-38-34zM232 214c24-16 38 0 30 20s-36 24-38 4z', m.leaf) +
      line('M142 200h132M208 134v132', palette.shade, 2) +
      rect(160, 286, 96, 10, palette.spark, 5),
  );

export const novel = (palette: Palette): string =>
  book(
    palette,
    shape('M196 150h24l12 130h-48z', palette.light) +
      rect(190, 132, 36, 22, palette.spark, 4) +
      shape('M186 132l22-20 22 20z', palette.shade) +
      shape('M226 138l50-16v40zM190 138l-50-16v40z', '#fff3c299') +
      rect(188, 188, 40, 18, palette.spark) +
      rect(186, 236, 44, 18, palette.spark) +
      line('M136 286c14-10 28 10 42 0s28 10 42 0 28 10 50 0', palette.light, 5),
  );

export const childrensBook = (palette: Palette): string =>
  book(
    palette,
    [
      [150, 110],
      [258, 104],
      [240, 140],
      [154, 158],
      [264, 176],
    ]
      .map(([x = 0, y = 0]) => shape(`M${x} ${y - 9}l3 6 6 3-6 3-3 6-3-6-6-3 6-3z`, palette.spark))
      .join('') +
      shape('M162 180c0-22 92-22 92 0v64c0 62-92 62-92 0z', '#8a623f') +
      shape('M162 184l-4-26 24 12zM254 184l4-26-24 12z', '#8a623f') +
      ellipse(208, 252, 28, 34, palette.light) +
      circle(188, 200, 20, palette.light) +
      circle(228, 200, 20, palette.light) +
      circle(190, 201, 9, m.ink) +
      circle(226, 201, 9, m.ink) +
      shape('M202 214h12l-6 13z', '#f2b632'),
  );

const meeple = (x: number, y: number, fill: string): string =>
  shape(
    `M${x} ${y - 46}a15 15 0 0 1 12 24c18 2 34 10 34 20s-16 8-24 8l16 34h-28l-10-18-10 18h-28l16-34c-8 0-24 2-24-8s16-18 34-20a15 15 0 0 1 12-24z`,
    fill,
  );

export const boardGame = ({ main, shade, light, spark }: Palette): string =>
  turned(
    -6,
    rect(70, 190, 260, 130, shade, 10) +
      rect(70, 178, 260, 122, main, 10) +
      rect(88, 194, 224, 90, light, 6) +
      shape('M88 262c40-22 70 14 112 0s70-18 112-2v24H88z', '#5b9bc4') +
      line('M104 226c30-18 50 12 84-4s60 0 106-14', shade, 4),
  ) +
  meeple(142, 156, spark) +
  meeple(206, 130, '#cf6b74') +
  meeple(266, 150, '#4b6fb8');

export const cards = ({ main, light }: Palette): string => {
  const card = (angle: number, content: string) =>
    turned(angle, rect(142, 96, 124, 180, '#00000014', 12) + rect(138, 90, 124, 180, m.white, 12) + content, 200, 320);
  return (
    card(-26, rect(150, 102, 100, 156, main, 8) + line('M166 118l68 124M234 118l-68 124', light, 4)) +
    card(-3, shape('M200 152l30 40-30 40-30-40z', '#c8443c') + circle(158, 116, 6, '#c8443c')) +
    card(
      20,
      shape('M200 150c14 26 42 34 42 54 0 18-24 24-36 10l8 26h-28l8-26c-12 14-36 8-36-10 0-20 28-28 42-54z', m.ink) +
        circle(158, 116, 6, m.ink),
    )
  );
};

export const jigsaw = ({ main, shade, light, spark }: Palette): string => {
  const piece = (x: number, y: number, fill: string, angle = 0) =>
    turned(
      angle,
      shape(
        `M${x} ${y}h32c-8-24 32-24 24 0h32v32c24-8 24 32 0 24v32h-32c8-24-32-24-24 0H${x}v-32c-24 8-24-32 0-24z`,
        fill,
      ),
      x + 44,
      y + 44,
    );
  return (
    piece(106, 132, main) +
    piece(194, 132, shade) +
    piece(106, 220, spark) +
    piece(226, 240, m.leaf, 16) +
    shape('M138 176c14-16 34-8 32 10-16 10-30 4-32-10z', light)
  );
};

export const chess = ({ light, shade }: Palette): string =>
  [0, 1, 2, 3, 4, 5]
    .flatMap((column) =>
      [0, 1].map((row) =>
        rect(80 + column * 40, 262 + row * 30, 40, 30, (column + row) % 2 ? m.woodLight : m.woodDark),
      ),
    )
    .join('') +
  rect(80, 322, 240, 10, '#7b4f2b', 3) +
  shape('M124 292c0-40 20-46 16-84-16 8-28 6-32-8 12-4 14-20 22-32 14-22 44-14 50 12 6 30-4 64 12 112z', '#6f4627') +
  circle(144, 176, 4, light) +
  rect(116, 284, 84, 14, '#5b381e', 6) +
  shape('M230 284c8-34 14-60 12-92h44c-2 32 4 58 12 92z', '#e4bd8b') +
  rect(224, 276, 80, 16, '#c99a63', 6) +
  rect(232, 180, 64, 14, '#c99a63', 6) +
  circle(264, 160, 21, '#e4bd8b') +
  line('M264 140v-26M254 124h20', shade, 6);
