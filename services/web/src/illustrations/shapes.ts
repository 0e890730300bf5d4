/** The shapes of the illustrations, as SVG text. An image is 400 by 400; the ground is at y = 322. */

export const rect = (x: number, y: number, width: number, height: number, fill: string, radius = 0): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}"${radius ? ` rx="${radius}"` : ''} fill="${fill}"/>`;

export const circle = (x: number, y: number, radius: number, fill: string): string =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;

export const ellipse = (x: number, y: number, rx: number, ry: number, fill: string): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`;

/** A filled path. */
export const shape = (path: string, fill: string): string => `<path d="${path}" fill="${fill}"/>`;

/** A line with round caps. */
export const line = (path: string, stroke: string, width: number): string =>
  `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

/** @param degrees around the centre of the image, unless another point is given */
export const turned = (degrees: number, content: string, x = 200, y = 200): string =>
  `<g transform="rotate(${degrees} ${x} ${y})">${content}</g>`;

export const moved = (x: number, y: number, scale: number, content: string): string =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${content}</g>`;
