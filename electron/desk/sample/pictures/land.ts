/** Pictures of what stands or drives on land. */
import {
  box,
  type Canvas,
  type Colour,
  createRandom,
  ellipse,
  fillPolygon,
  gradient,
  type Point,
  paintGlow,
  place,
  strokeLine,
} from './canvas.ts';
import { ink, paintClouds, paintHills, paintSky, paintStars, paintSun } from './landscape.ts';

/** Air defence launchers on a ridge. */
export function paintLauncher(canvas: Canvas): void {
  paintSky(canvas, 440, [
    [48, 60, 98],
    [132, 112, 140],
    [232, 154, 122],
    [252, 206, 150],
  ]);
  paintClouds(canvas, 2, [80, 330], [255, 206, 180], 0.4);
  paintHills(canvas, { seed: 22, y: 396, height: 30 }, [104, 84, 108]);
  paintHills(canvas, { seed: 24, y: 430, height: 20 }, [58, 52, 72]);
  for (const [x, y, size] of [
    [300, 424, 0.75],
    [580, 436, 1.15],
  ] as const)
    paintTruck(canvas, [x, y], size);
  paintHills(
    canvas,
    { seed: 28, y: 466, height: 7 },
    gradient(450, 540, [
      [34, 32, 44],
      [14, 15, 22],
    ]),
  );
}

function paintTruck(canvas: Canvas, at: Point, size: number): void {
  const dark: Colour = [24, 26, 36];
  const shapes: (readonly Point[])[] = [
    box(-120, 0, 120, 22),
    [
      [82, 0],
      [86, -42],
      [122, -42],
      [136, -8],
      [136, 22],
      [82, 22],
    ],
    ...[-96, -54, 54, 104].map((x) => ellipse(x, 26, 18, 18)),
    ...[0, 1, 2, 3].map((tube): Point[] => place(box(0, -8, 168, 8), [-70 + tube * 7, -8 - tube * 19], 1, -0.85)),
    [
      [-86, 2],
      [-40, -70],
      [-16, -62],
      [-50, 2],
    ],
  ];
  for (const shape of shapes) fillPolygon(canvas, place(shape, at, size), dark);
}

/** A tank in the snow. */
export function paintTank(canvas: Canvas): void {
  paintSky(canvas, 380, [
    [150, 164, 182],
    [202, 208, 216],
    [228, 226, 224],
  ]);
  paintHills(canvas, { seed: 62, y: 330, height: 22 }, [150, 160, 174]);
  const random = createRandom(9);
  for (let tree = 0; tree < 70; tree++) {
    const [x, height] = [random() * 960, 30 + random() * 60];
    fillPolygon(
      canvas,
      [
        [x - height * 0.22, 366],
        [x, 366 - height],
        [x + height * 0.22, 366],
      ],
      [84, 96, 108],
      0.7,
    );
  }
  paintHills(
    canvas,
    { seed: 66, y: 380, height: 10 },
    gradient(360, 540, [
      [236, 238, 240],
      [206, 214, 222],
      [170, 182, 196],
    ]),
  );
  const at: Point = [470, 400];
  const green = gradient(300, 440, [
    [104, 112, 96],
    [64, 72, 62],
    [36, 42, 38],
  ]);
  fillPolygon(
    canvas,
    place(
      [
        [-206, 0],
        [-170, -38],
        [150, -38],
        [206, -14],
        [210, 6],
        [-200, 8],
      ],
      at,
    ),
    green,
  );
  fillPolygon(
    canvas,
    place(
      [
        [-104, -38],
        [-88, -80],
        [-20, -92],
        [70, -86],
        [112, -62],
        [106, -38],
      ],
      at,
    ),
    green,
  );
  fillPolygon(
    canvas,
    place(
      [
        [100, -70],
        [318, -80],
        [318, -72],
        [104, -56],
      ],
      at,
    ),
    green,
  );
  fillPolygon(canvas, place(box(180, -80, 208, -66), at), [52, 58, 50]);
  fillPolygon(canvas, place(box(-30, -104, 10, -88), at), [60, 68, 58]);
  fillPolygon(
    canvas,
    place(
      [
        [-214, 4],
        [-186, 42],
        [178, 42],
        [214, 4],
      ],
      at,
    ),
    [30, 34, 34],
  );
  for (let wheel = 0; wheel < 7; wheel++)
    fillPolygon(canvas, place(ellipse(-156 + wheel * 52, 22, 21, 20), at), [58, 64, 60]);
  fillPolygon(canvas, ellipse(470, 446, 280, 12), [226, 230, 236], 0.8);
}

/** A lonely post in the desert. */
export function paintDesert(canvas: Canvas): void {
  paintSky(canvas, 440, [
    [86, 126, 168],
    [186, 194, 190],
    [246, 214, 160],
  ]);
  paintSun(canvas, [690, 250], 34, [255, 240, 206]);
  paintHills(canvas, { seed: 71, y: 372, height: 30 }, [196, 154, 116]);
  paintHills(
    canvas,
    { seed: 73, y: 410, height: 24 },
    gradient(380, 540, [
      [216, 172, 120],
      [176, 130, 86],
    ]),
  );
  fillPolygon(
    canvas,
    box(250, 356, 372, 412),
    gradient(356, 412, [
      [150, 116, 84],
      [104, 78, 58],
    ]),
  );
  fillPolygon(canvas, box(238, 350, 384, 362), [124, 94, 70]);
  for (const x of [272, 306, 340]) fillPolygon(canvas, box(x, 374, x + 12, 390), ink, 0.7);
  strokeLine(canvas, [318, 352], [318, 208], 4, [70, 58, 50]);
  for (const y of [240, 276, 312]) strokeLine(canvas, [306, y], [330, y], 2.5, [70, 58, 50]);
  fillPolygon(canvas, place(ellipse(0, 0, 24, 12), [326, 222], 1, -0.6), [224, 214, 196]);
  paintHills(
    canvas,
    { seed: 75, y: 458, height: 20 },
    gradient(430, 540, [
      [190, 142, 94],
      [122, 86, 58],
    ]),
  );
}

/** Power lines with a fire behind them. */
export function paintPylons(canvas: Canvas): void {
  paintSky(canvas, 480, [
    [14, 20, 42],
    [44, 48, 78],
    [126, 84, 86],
  ]);
  paintStars(canvas, 91, 80, 220);
  paintGlow(canvas, [250, 430], 300, [255, 136, 56], 0.9);
  for (let puff = 0; puff < 22; puff++)
    fillPolygon(
      canvas,
      ellipse(250 + puff * 9 + Math.sin(puff) * 10, 400 - puff * 17, 26 + puff * 5, 18 + puff * 3),
      [32, 28, 36],
      0.2,
    );
  paintHills(canvas, { seed: 81, y: 444, height: 10 }, [16, 17, 26]);
  const bases = [
    [120, 0.6],
    [330, 0.8],
    [600, 1.05],
    [900, 1.35],
  ] as const;
  for (const [x, size] of bases) paintPylon(canvas, [x, 460], size);
  bases.forEach(([x, size], index) => {
    const next = bases[index + 1];
    if (next === undefined) return;
    for (const [arm, height] of [
      [-52, 186],
      [52, 186],
      [-40, 230],
      [40, 230],
    ] as const)
      strokeLine(
        canvas,
        [x + arm * size, 460 - height * size],
        [next[0] + arm * next[1], 460 - height * next[1]],
        1.3,
        ink,
      );
  });
}

function paintPylon(canvas: Canvas, [x, y]: Point, size: number): void {
  const at = (dx: number, dy: number): Point => [x + dx * size, y - dy * size];
  const lines: (readonly [Point, Point])[] = [
    [at(-34, 0), at(-8, 170)],
    [at(34, 0), at(8, 170)],
    [at(-8, 170), at(0, 262)],
    [at(8, 170), at(0, 262)],
    [at(-52, 190), at(52, 190)],
    [at(-40, 234), at(40, 234)],
    [at(-52, 190), at(0, 206)],
    [at(52, 190), at(0, 206)],
    [at(-34, 0), at(20, 90)],
    [at(34, 0), at(-20, 90)],
    [at(-20, 90), at(12, 150)],
    [at(20, 90), at(-12, 150)],
  ];
  for (const [from, to] of lines) strokeLine(canvas, from, to, 3 * size, ink);
}

/** A hall where vehicles are built. */
export function paintFactory(canvas: Canvas): void {
  paintSky(canvas, 540, [
    [34, 40, 52],
    [70, 80, 94],
    [52, 56, 64],
  ]);
  for (let bay = 0; bay < 7; bay++) {
    const x = 480 + (bay - 3) * 150;
    strokeLine(canvas, [480 + (bay - 3) * 34, 190], [x, 0], 7, [26, 30, 38]);
    paintGlow(canvas, [480 + (bay - 3) * 92, 62], 130, [255, 236, 196], 0.6);
    fillPolygon(canvas, ellipse(480 + (bay - 3) * 92, 60, 24, 5), [255, 246, 222]);
  }
  fillPolygon(
    canvas,
    [
      [0, 540],
      [370, 300],
      [590, 300],
      [960, 540],
    ],
    gradient(300, 540, [
      [112, 118, 124],
      [72, 76, 82],
    ]),
  );
  fillPolygon(
    canvas,
    [
      [470, 300],
      [490, 300],
      [530, 540],
      [430, 540],
    ],
    [206, 172, 74],
    0.55,
  );
  for (const [x, y, size] of [
    [410, 318, 0.34],
    [556, 322, 0.36],
    [350, 372, 0.62],
    [624, 378, 0.66],
    [220, 470, 1.1],
    [760, 478, 1.15],
  ] as const) {
    const green = gradient(y - 80 * size, y + 30 * size, [
      [118, 126, 108],
      [66, 74, 64],
    ]);
    fillPolygon(
      canvas,
      place(
        [
          [-120, 0],
          [-104, -30],
          [96, -30],
          [124, -8],
          [124, 12],
          [-120, 12],
        ],
        [x, y],
        size,
      ),
      green,
    );
    fillPolygon(
      canvas,
      place(
        [
          [-60, -30],
          [-48, -62],
          [44, -64],
          [66, -30],
        ],
        [x, y],
        size,
      ),
      green,
    );
    for (let wheel = 0; wheel < 5; wheel++)
      fillPolygon(canvas, place(ellipse(-92 + wheel * 46, 16, 20, 20), [x, y], size), [28, 31, 36]);
  }
}
