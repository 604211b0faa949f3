/** What several pictures share: stars, clouds, hills, water. */
import {
  type Canvas,
  type Colour,
  createRandom,
  ellipse,
  field,
  fillBand,
  fillPolygon,
  gradient,
  type Paint,
  type Point,
  paintGlow,
} from './canvas.ts';

export const ink: Colour = [16, 20, 28];

export function paintSky(canvas: Canvas, bottom: number, stops: readonly Colour[]): void {
  fillBand(canvas, 0, bottom, gradient(0, bottom, stops));
}

export function paintStars(canvas: Canvas, seed: number, count: number, bottom: number): void {
  const random = createRandom(seed);
  for (let index = 0; index < count; index++) {
    const [x, y, size] = [random() * field.width, random() ** 1.4 * bottom, 0.5 + random() ** 4 * 1.5];
    fillPolygon(canvas, ellipse(x, y, size, size), [226, 234, 255], 0.25 + random() * 0.6);
  }
}

/** Long, soft streaks. */
export function paintClouds(canvas: Canvas, seed: number, [top, bottom]: Point, colour: Colour, opacity: number): void {
  const random = createRandom(seed);
  for (let bank = 0; bank < 9; bank++) {
    const [x, y, length] = [random() * field.width, top + random() * (bottom - top), 120 + random() * 260];
    for (let layer = 0; layer < 6; layer++) {
      const part = 1 - layer / 7;
      fillPolygon(canvas, ellipse(x + layer * 6, y + layer * 1.5, length * part, 15 * part), colour, opacity / 6);
    }
  }
}

/** A hilly skyline down to `bottom`. */
export function paintHills(
  canvas: Canvas,
  shape: { readonly seed: number; readonly y: number; readonly height: number; readonly bottom?: number },
  paint: Paint,
): void {
  fillPolygon(canvas, hillOutline(shape), paint);
}

function hillOutline(shape: Parameters<typeof paintHills>[1]): Point[] {
  const random = createRandom(shape.seed);
  const waves = [1, 2.3, 4.1, 8.7].map((frequency) => ({ frequency, phase: random() * 7, height: 1 / frequency }));
  const outline: Point[] = [];
  for (let x = 0; x <= field.width; x += 6) {
    const height = waves.reduce(
      (sum, wave) => sum + Math.sin((x / field.width) * 6.3 * wave.frequency + wave.phase) * wave.height,
      0,
    );
    outline.push([x, shape.y - height * shape.height]);
  }
  const bottom = shape.bottom ?? field.height;
  return [...outline, [field.width, bottom], [0, bottom]];
}

/** Water with light lying on it under `x`. */
export function paintSea(
  canvas: Canvas,
  horizon: number,
  stops: readonly Colour[],
  light: { readonly x: number; readonly colour: Colour; readonly seed: number },
): void {
  fillBand(canvas, horizon, field.height, gradient(horizon, field.height, stops));
  const random = createRandom(light.seed);
  for (let streak = 0; streak < 260; streak++) {
    const depth = random() ** 1.6;
    const y = horizon + 2 + depth * (field.height - horizon);
    const spread = 26 + depth * 330;
    const x = light.x + (random() + random() + random() - 1.5) * spread;
    const length = 5 + depth * 46 * random();
    fillPolygon(canvas, ellipse(x, y, length, 0.6 + depth * 1.6), light.colour, 0.1 + random() * 0.35);
  }
  for (let swell = 0; swell < 120; swell++) {
    const depth = random();
    const y = horizon + 4 + depth * (field.height - horizon);
    fillPolygon(canvas, ellipse(random() * field.width, y, 16 + depth * 90, 0.7 + depth * 1.8), ink, 0.14);
  }
}

export function paintSun(canvas: Canvas, at: Point, radius: number, colour: Colour): void {
  paintGlow(canvas, at, radius * 9, colour, 0.55);
  fillPolygon(canvas, ellipse(at[0], at[1], radius, radius), colour, 0.95);
}

/** A skyline of blocks with lit windows. */
export function paintTown(canvas: Canvas, seed: number, y: number, colour: Colour, lit: number): void {
  const random = createRandom(seed);
  for (let x = -20; x < field.width; ) {
    const [width, height] = [22 + random() * 42, 14 + random() ** 2 * 74];
    fillPolygon(
      canvas,
      [
        [x, y],
        [x, y - height],
        [x + width, y - height],
        [x + width, y],
      ],
      colour,
    );
    for (let window = 0; window < 7; window++) {
      const [left, top] = [x + 4 + random() * (width - 8), y - height + 5 + random() * (height - 8)];
      if (random() < lit)
        fillPolygon(
          canvas,
          [
            [left, top],
            [left + 2.4, top],
            [left + 2.4, top + 3],
            [left, top + 3],
          ],
          [255, 214, 140],
          0.75,
        );
    }
    x += width + random() * 6;
  }
}
