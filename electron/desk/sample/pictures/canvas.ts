/** A small painter: gradients, glows and smooth-edged polygons on a 960 by 540 field, at any pixel size. */

/** Red, green, blue; 0 to 255. */
export type Colour = readonly [number, number, number];
export type Point = readonly [number, number];
/** A colour for all of a shape, or one for each height. */
export type Paint = Colour | ((y: number) => Colour);

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Pixels to a unit of the field. */
  readonly scale: number;
  readonly pixels: Float32Array;
}

export const field = { width: 960, height: 540 } as const;
const samplesPerRow = 4;

export function createCanvas(width: number): Canvas {
  const scale = width / field.width;
  const height = Math.round(field.height * scale);
  return { width, height, scale, pixels: new Float32Array(width * height * 3) };
}

/** Three bytes a pixel. */
export function toBytes({ pixels }: Canvas): Uint8Array {
  return new Uint8Array(new Uint8ClampedArray(pixels).buffer);
}

export function mix(from: Colour, to: Colour, part: number): Colour {
  const at = Math.min(1, Math.max(0, part));
  return [from[0] + (to[0] - from[0]) * at, from[1] + (to[1] - from[1]) * at, from[2] + (to[2] - from[2]) * at];
}

/** A colour for each height between `top` and `bottom`, through evenly spaced stops. */
export function gradient(top: number, bottom: number, stops: readonly Colour[]): (y: number) => Colour {
  return (y) => {
    const at = Math.min(0.9999, Math.max(0, (y - top) / (bottom - top))) * (stops.length - 1);
    const [from, to] = [stops[Math.floor(at)], stops[Math.floor(at) + 1]];
    return from === undefined || to === undefined ? (stops[0] ?? [0, 0, 0]) : mix(from, to, at - Math.floor(at));
  };
}

/** Fills the whole width from `top` to `bottom`. */
export function fillBand(canvas: Canvas, top: number, bottom: number, paint: Paint): void {
  const [first, last] = [Math.max(0, Math.round(top * canvas.scale)), Math.round(bottom * canvas.scale)];
  for (let row = first; row < Math.min(last, canvas.height); row++) {
    const colour = colourOf(paint, row / canvas.scale);
    for (let column = 0; column < canvas.width; column++) blend(canvas, row * canvas.width + column, colour, 1);
  }
}

/** Light around a point, gone at `radius`. */
export function paintGlow(canvas: Canvas, [x, y]: Point, radius: number, colour: Colour, strength: number): void {
  const { scale } = canvas;
  const [cx, cy, r] = [x * scale, y * scale, radius * scale];
  for (let row = Math.max(0, Math.floor(cy - r)); row < Math.min(canvas.height, cy + r); row++)
    for (let column = Math.max(0, Math.floor(cx - r)); column < Math.min(canvas.width, cx + r); column++) {
      const distance = Math.hypot(column - cx, row - cy) / r;
      if (distance < 1) blend(canvas, row * canvas.width + column, colour, strength * (1 - distance) ** 2);
    }
}

/** Fills a polygon; edges are smooth, overlaps of itself are holes. */
export function fillPolygon(canvas: Canvas, points: readonly Point[], paint: Paint, opacity = 1): void {
  const { scale } = canvas;
  const heights = points.map(([, y]) => y * scale);
  const first = Math.max(0, Math.floor(Math.min(...heights)));
  const last = Math.min(canvas.height - 1, Math.floor(Math.max(...heights)));
  const coverage = new Float32Array(canvas.width + 1);
  for (let row = first; row <= last; row++) {
    coverage.fill(0);
    for (let sample = 0; sample < samplesPerRow; sample++)
      addCoverage(coverage, crossings(points, scale, row + (sample + 0.5) / samplesPerRow), canvas.width);
    const colour = colourOf(paint, row / scale);
    for (let column = 0; column < canvas.width; column++) {
      const covered = coverage[column] ?? 0;
      if (covered > 0) blend(canvas, row * canvas.width + column, colour, (covered / samplesPerRow) * opacity);
    }
  }
}

function crossings(points: readonly Point[], scale: number, y: number): number[] {
  const found: number[] = [];
  let before = points.at(-1);
  for (const point of points) {
    if (before !== undefined) {
      const [y0, y1] = [before[1] * scale, point[1] * scale];
      if (y0 <= y !== y1 <= y) found.push((before[0] + ((point[0] - before[0]) * (y - y0)) / (y1 - y0)) * scale);
    }
    before = point;
  }
  return found.sort((a, b) => a - b);
}

function addCoverage(coverage: Float32Array, edges: readonly number[], width: number): void {
  for (let index = 0; index + 1 < edges.length; index += 2) {
    const from = Math.max(0, edges[index] ?? 0);
    const to = Math.min(width, edges[index + 1] ?? 0);
    for (let column = Math.floor(from); column < to; column++)
      coverage[column] = (coverage[column] ?? 0) + Math.min(column + 1, to) - Math.max(column, from);
  }
}

/** A straight stroke. */
export function strokeLine(
  canvas: Canvas,
  [x0, y0]: Point,
  [x1, y1]: Point,
  width: number,
  paint: Paint,
  opacity = 1,
): void {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [dx, dy] = [((y1 - y0) / length) * (width / 2), (-(x1 - x0) / length) * (width / 2)];
  const corners: Point[] = [
    [x0 + dx, y0 + dy],
    [x1 + dx, y1 + dy],
    [x1 - dx, y1 - dy],
    [x0 - dx, y0 - dy],
  ];
  fillPolygon(canvas, corners, paint, opacity);
}

/** Strokes from point to point. */
export function strokePath(canvas: Canvas, points: readonly Point[], width: number, paint: Paint, opacity = 1): void {
  points.forEach((point, index) => {
    const next = points[index + 1];
    if (next !== undefined) strokeLine(canvas, point, next, width, paint, opacity);
  });
}

/** The outline of an ellipse. */
export function ellipse(x: number, y: number, rx: number, ry: number): Point[] {
  return Array.from({ length: 64 }, (_, index): Point => {
    const angle = (index / 64) * 2 * Math.PI;
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });
}

export function box(left: number, top: number, right: number, bottom: number): Point[] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** Moves, scales and turns (radians) points around their origin. */
export function place(points: readonly Point[], [x, y]: Point, size = 1, angle = 0): Point[] {
  const [cos, sin] = [Math.cos(angle) * size, Math.sin(angle) * size];
  return points.map(([px, py]): Point => [x + px * cos - py * sin, y + px * sin + py * cos]);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function colourOf(paint: Paint, y: number): Colour {
  return typeof paint === 'function' ? paint(y) : paint;
}

function blend({ pixels }: Canvas, pixel: number, colour: Colour, opacity: number): void {
  const at = pixel * 3;
  for (let channel = 0; channel < 3; channel++) {
    const before = pixels[at + channel] ?? 0;
    pixels[at + channel] = before + ((colour[channel] ?? 0) - before) * opacity;
  }
}
