/** Pictures of ships and ports. */
import {
  box,
  type Canvas,
  type Colour,
  ellipse,
  fillPolygon,
  gradient,
  type Point,
  place,
  strokeLine,
} from './canvas.ts';
import { ink, paintClouds, paintHills, paintSea, paintSky, paintSun } from './landscape.ts';

const steel: readonly Colour[] = [
  [92, 104, 120],
  [58, 68, 84],
  [30, 38, 50],
];

/** A frigate at first light. */
export function paintFrigate(canvas: Canvas): void {
  paintSky(canvas, 350, [
    [42, 74, 116],
    [120, 138, 166],
    [226, 178, 150],
    [250, 214, 168],
  ]);
  paintClouds(canvas, 12, [90, 300], [250, 220, 200], 0.35);
  paintSun(canvas, [250, 326], 20, [255, 232, 190]);
  paintHills(canvas, { seed: 6, y: 346, height: 9, bottom: 352 }, [112, 116, 138]);
  paintSea(
    canvas,
    350,
    [
      [196, 164, 150],
      [74, 96, 122],
      [22, 42, 66],
    ],
    { x: 250, colour: [255, 226, 180], seed: 4 },
  );
  const hull: Point[] = [
    [170, 352],
    [205, 384],
    [742, 384],
    [790, 344],
    [690, 352],
    [560, 356],
    [300, 356],
  ];
  fillPolygon(canvas, hull, gradient(344, 388, steel));
  const house: Point[] = [
    [330, 356],
    [338, 326],
    [400, 326],
    [408, 300],
    [470, 300],
    [478, 318],
    [560, 318],
    [568, 340],
    [620, 340],
    [630, 356],
  ];
  fillPolygon(
    canvas,
    house,
    gradient(296, 358, [
      [126, 138, 154],
      [76, 88, 104],
    ]),
  );
  fillPolygon(
    canvas,
    [
      [424, 300],
      [438, 214],
      [450, 214],
      [460, 300],
    ],
    gradient(210, 300, [
      [120, 132, 148],
      [82, 94, 110],
    ]),
  );
  fillPolygon(canvas, ellipse(443, 232, 15, 11), [196, 204, 214]);
  strokeLine(canvas, [443, 214], [443, 178], 2.4, ink);
  strokeLine(canvas, [420, 256], [468, 256], 3, ink);
  fillPolygon(
    canvas,
    [
      [504, 318],
      [510, 284],
      [540, 284],
      [544, 318],
    ],
    [70, 80, 96],
  );
  fillPolygon(
    canvas,
    place(
      [
        [0, 0],
        [26, 0],
        [30, -12],
        [4, -14],
      ],
      [666, 352],
    ),
    [70, 80, 96],
  );
  strokeLine(canvas, [688, 343], [726, 334], 3, [50, 58, 72]);
  fillPolygon(canvas, ellipse(470, 391, 310, 5), [236, 240, 244], 0.32);
}

/** Cranes over a grain port. */
export function paintPort(canvas: Canvas): void {
  paintSky(canvas, 380, [
    [62, 84, 118],
    [148, 150, 166],
    [234, 190, 158],
  ]);
  paintClouds(canvas, 19, [60, 260], [240, 214, 200], 0.4);
  paintSun(canvas, [700, 318], 22, [255, 226, 184]);
  paintHills(canvas, { seed: 15, y: 366, height: 14, bottom: 384 }, [104, 106, 126]);
  paintSea(
    canvas,
    382,
    [
      [186, 156, 148],
      [66, 84, 108],
      [24, 40, 60],
    ],
    { x: 700, colour: [255, 220, 176], seed: 17 },
  );
  fillPolygon(
    canvas,
    box(0, 372, 960, 396),
    gradient(372, 396, [
      [58, 60, 74],
      [36, 38, 50],
    ]),
  );
  for (let silo = 0; silo < 6; silo++) {
    const x = 60 + silo * 46;
    fillPolygon(
      canvas,
      box(x, 292, x + 40, 374),
      gradient(292, 374, [
        [172, 160, 156],
        [112, 106, 112],
      ]),
    );
    fillPolygon(canvas, ellipse(x + 20, 292, 20, 6), [190, 178, 172]);
  }
  for (const x of [420, 570, 800]) paintCrane(canvas, x);
  fillPolygon(
    canvas,
    [
      [470, 396],
      [500, 424],
      [780, 424],
      [806, 392],
    ],
    gradient(392, 424, [
      [122, 60, 54],
      [66, 34, 36],
    ]),
  );
  for (let stack = 0; stack < 7; stack++)
    fillPolygon(
      canvas,
      box(520 + stack * 32, 372 - (stack % 3) * 9, 548 + stack * 32, 396),
      [
        [96, 118, 138],
        [156, 126, 92],
        [84, 96, 88],
      ][stack % 3] as unknown as Colour,
    );
  fillPolygon(canvas, box(752, 346, 786, 396), [214, 210, 204]);
}

function paintCrane(canvas: Canvas, x: number): void {
  const steelwork: Colour = [36, 40, 54];
  for (const foot of [-22, 22]) strokeLine(canvas, [x + foot, 380], [x + foot * 0.7, 214], 6, steelwork);
  strokeLine(canvas, [x - 20, 300], [x + 20, 300], 4, steelwork);
  strokeLine(canvas, [x - 110, 216], [x + 78, 216], 7, steelwork);
  strokeLine(canvas, [x, 216], [x, 160], 5, steelwork);
  strokeLine(canvas, [x, 162], [x - 104, 214], 2, steelwork);
  strokeLine(canvas, [x, 162], [x + 74, 214], 2, steelwork);
  strokeLine(canvas, [x - 70, 216], [x - 70, 286], 1.6, steelwork);
}

/** A submarine leaving for the north. */
export function paintSubmarine(canvas: Canvas): void {
  paintSky(canvas, 308, [
    [30, 44, 70],
    [84, 104, 134],
    [190, 190, 196],
  ]);
  paintHills(
    canvas,
    { seed: 51, y: 286, height: 40, bottom: 312 },
    gradient(220, 310, [
      [196, 204, 216],
      [110, 122, 144],
    ]),
  );
  paintHills(canvas, { seed: 53, y: 300, height: 18, bottom: 312 }, [62, 72, 92]);
  paintSea(
    canvas,
    306,
    [
      [130, 140, 156],
      [58, 76, 98],
      [18, 30, 46],
    ],
    { x: 560, colour: [214, 220, 230], seed: 23 },
  );
  const hull: Point[] = [
    [180, 398],
    [230, 372],
    [420, 360],
    [640, 362],
    [760, 376],
    [812, 398],
    [770, 408],
    [240, 408],
  ];
  fillPolygon(
    canvas,
    hull,
    gradient(358, 410, [
      [54, 60, 70],
      [26, 30, 38],
      [14, 17, 23],
    ]),
  );
  fillPolygon(
    canvas,
    [
      [440, 364],
      [452, 288],
      [476, 280],
      [556, 280],
      [572, 364],
    ],
    gradient(280, 366, [
      [60, 66, 76],
      [30, 34, 42],
    ]),
  );
  for (const [x, top] of [
    [480, 236],
    [500, 222],
    [520, 246],
  ] as const)
    strokeLine(canvas, [x, 282], [x, top], 4, ink);
  strokeLine(canvas, [430, 318], [590, 318], 7, [38, 43, 52]);
  fillPolygon(
    canvas,
    [
      [196, 400],
      [214, 342],
      [240, 342],
      [236, 394],
    ],
    [26, 30, 38],
  );
  for (const [x, width] of [
    [500, 380],
    [620, 240],
    [330, 180],
  ] as const)
    fillPolygon(canvas, ellipse(x, 410, width, 5), [232, 238, 244], 0.3);
}
