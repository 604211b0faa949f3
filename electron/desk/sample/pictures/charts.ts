/** Pictures of screens, maps and meetings. */
import {
  box,
  type Canvas,
  type Colour,
  createRandom,
  ellipse,
  field,
  fillBand,
  fillPolygon,
  gradient,
  type Point,
  paintGlow,
  strokeLine,
  strokePath,
} from './canvas.ts';
import { ink } from './landscape.ts';

/** The sweep of a radar. */
export function paintRadar(canvas: Canvas): void {
  fillBand(
    canvas,
    0,
    field.height,
    gradient(0, 540, [
      [6, 16, 20],
      [8, 24, 28],
    ]),
  );
  const centre: Point = [480, 290];
  paintGlow(canvas, centre, 420, [24, 120, 96], 0.5);
  for (let step = 0; step < 46; step++) {
    const [from, to] = [-0.6 - step * 0.026, -0.6 - (step + 1) * 0.026];
    const edge = (angle: number): Point => [centre[0] + 400 * Math.cos(angle), centre[1] + 400 * Math.sin(angle)];
    fillPolygon(canvas, [centre, edge(from), edge(to)], [70, 236, 180], 0.4 * (1 - step / 46) ** 1.6);
  }
  for (const radius of [80, 160, 240, 320, 400]) strokeRing(canvas, centre, radius, [64, 190, 150], 0.5);
  for (let spoke = 0; spoke < 12; spoke++) {
    const angle = (spoke * Math.PI) / 6;
    strokeLine(
      canvas,
      centre,
      [centre[0] + 400 * Math.cos(angle), centre[1] + 400 * Math.sin(angle)],
      1,
      [64, 190, 150],
      0.35,
    );
  }
  const random = createRandom(5);
  for (let blip = 0; blip < 13; blip++) {
    const [angle, distance] = [-0.5 - random() * 1.3, 90 + random() * 280];
    const at: Point = [centre[0] + distance * Math.cos(angle), centre[1] + distance * Math.sin(angle)];
    paintGlow(canvas, at, 20, [150, 255, 210], 0.8);
    fillPolygon(canvas, ellipse(at[0], at[1], 3.4, 3.4), [222, 255, 240]);
  }
}

function strokeRing(canvas: Canvas, [x, y]: Point, radius: number, colour: Colour, opacity: number): void {
  const ring = ellipse(x, y, radius, radius);
  strokePath(canvas, [...ring, ...ring.slice(0, 1)], 1.2, colour, opacity);
}

/** A map with a coast, heights and routes. */
export function paintMap(canvas: Canvas): void {
  fillBand(
    canvas,
    0,
    field.height,
    gradient(0, 540, [
      [176, 204, 216],
      [152, 186, 204],
    ]),
  );
  const coast = (shift: number): Point[] => {
    const points: Point[] = [];
    for (let y = 0; y <= 540; y += 8)
      points.push([430 + shift + Math.sin(y / 62) * 66 + Math.sin(y / 23 + 1) * 18 + Math.sin(y / 150) * 90, y]);
    return points;
  };
  for (const [shift, colour] of [
    [-42, [164, 196, 210]],
    [-16, [188, 212, 220]],
  ] as const)
    fillPolygon(canvas, [...coast(shift), [960, 540], [960, 0]], colour);
  fillPolygon(canvas, [...coast(0), [960, 540], [960, 0]], [236, 228, 208]);
  for (let level = 0; level < 8; level++)
    fillPolygon(
      canvas,
      contour(720, 230, 230 - level * 27, level),
      [226 - level * 8, 212 - level * 9, 180 - level * 9],
      0.75,
    );
  for (let line = 1; line < 8; line++) {
    strokeLine(canvas, [line * 120, 0], [line * 120, 540], 1, [110, 130, 140], 0.3);
    strokeLine(canvas, [0, line * 90 - 45], [960, line * 90 - 45], 1, [110, 130, 140], 0.3);
  }
  const routes: Point[][] = [
    [
      [90, 470],
      [210, 380],
      [300, 330],
      [470, 300],
      [640, 330],
    ],
    [
      [60, 120],
      [230, 190],
      [360, 250],
      [470, 300],
      [560, 180],
    ],
  ];
  for (const route of routes) strokePath(canvas, route, 4, [190, 56, 48]);
  for (const [x, y] of routes.flat()) {
    fillPolygon(canvas, ellipse(x, y, 8, 8), [255, 252, 246]);
    fillPolygon(canvas, ellipse(x, y, 5, 5), [190, 56, 48]);
  }
}

function contour(x: number, y: number, radius: number, seed: number): Point[] {
  return Array.from({ length: 90 }, (_, index): Point => {
    const angle = (index / 90) * 2 * Math.PI;
    const bent = radius * (1 + 0.16 * Math.sin(angle * 3 + seed * 0.3) + 0.08 * Math.sin(angle * 5 + 2));
    return [x + bent * 1.15 * Math.cos(angle), y + bent * 0.85 * Math.sin(angle)];
  });
}

/** A network with one node that is not what it seems. */
export function paintNetwork(canvas: Canvas): void {
  fillBand(
    canvas,
    0,
    field.height,
    gradient(0, 540, [
      [10, 14, 34],
      [24, 24, 60],
      [12, 16, 38],
    ]),
  );
  const random = createRandom(12);
  const nodes = Array.from({ length: 46 }, (): Point => [40 + random() * 880, 36 + random() * 468]);
  for (const from of nodes)
    for (const to of nodes) {
      const distance = Math.hypot(from[0] - to[0], from[1] - to[1]);
      if (distance > 1 && distance < 150)
        strokeLine(canvas, from, to, 1.2, [96, 142, 236], 0.42 * (1 - distance / 160));
    }
  nodes.forEach((node, index) => {
    const isOdd = index % 15 === 7;
    const colour: Colour = isOdd ? [255, 92, 84] : [126, 178, 255];
    paintGlow(canvas, node, isOdd ? 90 : 26, colour, 0.7);
    fillPolygon(
      canvas,
      ellipse(node[0], node[1], isOdd ? 8 : 4, isOdd ? 8 : 4),
      isOdd ? [255, 226, 220] : [220, 234, 255],
    );
  });
}

/** A table before the flags of nobody in particular. */
export function paintTalks(canvas: Canvas): void {
  fillBand(
    canvas,
    0,
    field.height,
    gradient(0, 540, [
      [74, 62, 58],
      [126, 106, 92],
      [70, 58, 52],
    ]),
  );
  for (const x of [120, 360, 600, 840])
    fillPolygon(
      canvas,
      box(x - 62, 0, x + 62, 300),
      gradient(0, 300, [
        [226, 226, 220],
        [188, 196, 200],
      ]),
      0.5,
    );
  paintGlow(canvas, [480, 60], 460, [255, 234, 196], 0.45);
  const flags: readonly (readonly [Colour, Colour, Colour])[] = [
    [
      [44, 82, 140],
      [236, 232, 222],
      [176, 62, 56],
    ],
    [
      [56, 112, 84],
      [240, 226, 180],
      [56, 112, 84],
    ],
    [
      [226, 190, 92],
      [70, 104, 160],
      [226, 190, 92],
    ],
    [
      [150, 54, 60],
      [236, 232, 222],
      [60, 68, 84],
    ],
    [
      [84, 96, 120],
      [216, 220, 226],
      [84, 96, 120],
    ],
  ];
  flags.forEach((bands, index) => {
    const x = 210 + index * 128;
    strokeLine(canvas, [x, 92], [x, 380], 5, [196, 168, 110]);
    bands.forEach((band, row) => {
      const top = 104 + row * 44;
      fillPolygon(
        canvas,
        [
          [x + 3, top],
          [x + 40, top + 8],
          [x + 66, top + 4],
          [x + 60, top + 52],
          [x + 36, top + 54],
          [x + 3, top + 46],
        ],
        band,
      );
    });
  });
  fillPolygon(
    canvas,
    [
      [60, 392],
      [900, 392],
      [960, 540],
      [0, 540],
    ],
    gradient(392, 540, [
      [112, 70, 46],
      [60, 36, 26],
    ]),
  );
  fillPolygon(canvas, box(56, 384, 904, 398), [150, 98, 66]);
  for (let seat = 0; seat < 6; seat++) {
    const x = 160 + seat * 128;
    fillPolygon(
      canvas,
      [
        [x - 26, 418],
        [x + 26, 418],
        [x + 32, 446],
        [x - 32, 446],
      ],
      [244, 240, 230],
    );
    strokeLine(canvas, [x + 44, 430], [x + 52, 396], 2.4, ink);
    fillPolygon(canvas, ellipse(x + 53, 392, 5, 7), ink);
  }
}
