/** Pictures of what flies. */
import {
  box,
  type Canvas,
  ellipse,
  field,
  fillBand,
  fillPolygon,
  gradient,
  type Point,
  paintGlow,
  place,
  strokeLine,
} from './canvas.ts';
import { ink, paintClouds, paintHills, paintSea, paintSky, paintStars, paintSun, paintTown } from './landscape.ts';

/** A delta-winged drone over a darkened town, in searchlights. */
export function paintDrone(canvas: Canvas): void {
  paintSky(canvas, 460, [
    [8, 13, 30],
    [22, 34, 66],
    [62, 70, 104],
    [138, 108, 104],
  ]);
  paintStars(canvas, 11, 150, 300);
  for (const [x, to] of [
    [150, 470],
    [300, 520],
    [820, 566],
  ] as const) {
    const beam: Point[] = [
      [x, 470],
      [to - 46, 0],
      [to + 46, 0],
    ];
    fillPolygon(canvas, beam, [190, 208, 240], 0.1);
  }
  paintGlow(canvas, [690, 470], 260, [255, 150, 70], 0.6);
  paintHills(canvas, { seed: 3, y: 452, height: 12 }, [20, 24, 36]);
  paintTown(canvas, 21, 480, [12, 15, 24], 0.3);
  fillBand(
    canvas,
    480,
    field.height,
    gradient(480, 540, [
      [12, 15, 24],
      [6, 8, 14],
    ]),
  );
  const body: Point[] = [
    [-150, 0],
    [-136, -7],
    [-96, -12],
    [96, -98],
    [122, -98],
    [112, -16],
    [132, -9],
    [132, 9],
    [112, 16],
    [122, 98],
    [96, 98],
    [-96, 12],
    [-136, 7],
  ];
  const turned = place(body, [500, 200], 1, -0.3);
  fillPolygon(canvas, place(body, [503, 207], 1.01, -0.3), [4, 6, 12], 0.5);
  fillPolygon(
    canvas,
    turned,
    gradient(80, 320, [
      [74, 80, 96],
      [34, 38, 50],
      [20, 23, 32],
    ]),
  );
  strokeLine(canvas, [357, 244], [627, 161], 3, [112, 120, 138], 0.5);
  fillPolygon(canvas, place(ellipse(142, 0, 4, 34), [500, 200], 1, -0.3), [150, 160, 180], 0.35);
}

/** A fighter above the clouds. */
export function paintJet(canvas: Canvas): void {
  paintSky(canvas, 540, [
    [34, 74, 132],
    [96, 146, 196],
    [196, 218, 232],
    [246, 226, 200],
  ]);
  paintSun(canvas, [760, 330], 26, [255, 240, 208]);
  paintClouds(canvas, 5, [360, 540], [255, 252, 246], 0.9);
  paintHills(
    canvas,
    { seed: 14, y: 470, height: 26 },
    gradient(430, 540, [
      [250, 246, 240],
      [206, 218, 230],
      [170, 190, 212],
    ]),
  );
  paintHills(
    canvas,
    { seed: 9, y: 508, height: 20 },
    gradient(490, 540, [
      [255, 253, 250],
      [222, 230, 238],
    ]),
  );
  const half: Point[] = [
    [-210, 0],
    [-176, -9],
    [-110, -14],
    [-70, -30],
    [-20, -34],
    [70, -112],
    [104, -112],
    [96, -40],
    [128, -38],
    [162, -66],
    [182, -66],
    [176, -20],
    [190, -12],
    [190, 0],
  ];
  const hull: Point[] = [...half, ...half.map(([x, y]): Point => [x, -y * 0.46]).reverse()];
  fillPolygon(
    canvas,
    place(hull, [470, 226], 1.05, -0.2),
    gradient(110, 320, [
      [112, 124, 140],
      [66, 76, 92],
      [40, 48, 62],
    ]),
  );
  fillPolygon(canvas, place(ellipse(-112, -6, 34, 8), [470, 226], 1.05, -0.2), [212, 224, 236], 0.75);
  strokeLine(canvas, [660, 180], [960, 119], 5, [255, 255, 255], 0.35);
  strokeLine(canvas, [664, 190], [960, 131], 5, [255, 255, 255], 0.3);
}

/** A launch seen from across the water. */
export function paintMissile(canvas: Canvas): void {
  paintSky(canvas, 436, [
    [10, 16, 38],
    [30, 44, 84],
    [98, 88, 118],
    [232, 160, 110],
  ]);
  paintStars(canvas, 31, 110, 240);
  paintHills(canvas, { seed: 40, y: 428, height: 12, bottom: 440 }, [26, 30, 46]);
  paintSea(
    canvas,
    434,
    [
      [96, 84, 104],
      [28, 34, 58],
      [10, 14, 28],
    ],
    { x: 470, colour: [255, 206, 150], seed: 8 },
  );
  paintGlow(canvas, [520, 150], 190, [255, 206, 140], 0.9);
  for (let puff = 0; puff < 34; puff++) {
    const part = puff / 33;
    const x = 520 - 56 * part ** 1.7 + Math.sin(puff * 2.1) * 9 * part;
    fillPolygon(
      canvas,
      ellipse(x, 176 + part * 256, 5 + part * 32, 12 + part * 20),
      gradient(170, 440, [
        [255, 236, 200],
        [236, 206, 186],
        [150, 140, 156],
      ]),
      0.32,
    );
  }
  const body: Point[] = [
    [0, -62],
    [7, -44],
    [8, 40],
    [14, 56],
    [-14, 56],
    [-8, 40],
    [-7, -44],
  ];
  fillPolygon(canvas, place(body, [530, 96], 1, 0.14), [236, 238, 242]);
  fillPolygon(
    canvas,
    place(
      [
        [-7, 56],
        [7, 56],
        [3, 104],
        [0, 124],
        [-3, 104],
      ],
      [530, 96],
      1,
      0.14,
    ),
    [255, 246, 214],
  );
}

/** A satellite over the edge of the earth. */
export function paintSatellite(canvas: Canvas): void {
  fillBand(canvas, 0, field.height, [4, 6, 14]);
  paintStars(canvas, 77, 260, 520);
  paintGlow(canvas, [380, 1160], 930, [96, 168, 255], 1);
  fillPolygon(
    canvas,
    ellipse(380, 1190, 860, 850),
    gradient(340, 560, [
      [126, 186, 240],
      [34, 86, 150],
      [12, 40, 84],
      [6, 22, 50],
    ]),
  );
  for (const [x, y, rx, ry] of [
    [250, 452, 150, 20],
    [470, 420, 90, 10],
    [560, 492, 190, 24],
    [120, 520, 120, 18],
  ] as const)
    for (let layer = 1; layer <= 4; layer++)
      fillPolygon(canvas, ellipse(x + layer * 9, y, rx * (1 - layer / 6), ry * (1 - layer / 6)), [230, 242, 255], 0.13);
  const at: Point = [640, 190];
  const panel = gradient(110, 280, [
    [70, 112, 186],
    [24, 46, 100],
  ]);
  for (const side of [-1, 1])
    for (let cell = 0; cell < 4; cell++)
      fillPolygon(
        canvas,
        place(box(side * (54 + cell * 42) - 19, -32, side * (54 + cell * 42) + 19, 32), at, 1, -0.42),
        panel,
      );
  strokeLine(canvas, [446, 276], [834, 104], 4, [186, 192, 204]);
  fillPolygon(
    canvas,
    place(box(-26, -40, 26, 40), at, 1, -0.42),
    gradient(140, 240, [
      [232, 208, 150],
      [140, 112, 66],
    ]),
  );
  fillPolygon(canvas, place(ellipse(0, 62, 28, 13), at, 1, -0.42), [226, 230, 238]);
  strokeLine(canvas, [651, 217], [660, 236], 3, ink);
}
