/** Pictures for the sample wire, drawn by a few lines of arithmetic: no file to ship, the same bytes each time. */
import zlib from 'node:zlib';

type Colour = readonly [number, number, number];

interface Scene {
  readonly sky: readonly [Colour, Colour];
  readonly ground: readonly [Colour, Colour];
  readonly horizon: number;
  /** Whether the subject covers a point; coordinates run from 0 to 1. */
  readonly subject: (x: number, y: number) => boolean;
}

const [width, height] = [960, 540];
const inEllipse = (x: number, y: number, cx: number, cy: number, rx: number, ry: number): boolean =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1;
const inBox = (x: number, y: number, left: number, top: number, right: number, bottom: number): boolean =>
  x > left && x < right && y > top && y < bottom;
const inTriangle = (x: number, y: number, tipX: number, tipY: number, half: number, length: number): boolean =>
  x > tipX && x < tipX + length && Math.abs(y - tipY) < (half * (x - tipX)) / length;

const night: Scene['sky'] = [
  [14, 22, 44],
  [66, 82, 120],
];
const dawn: Scene['sky'] = [
  [52, 84, 128],
  [236, 188, 150],
];
const day: Scene['sky'] = [
  [96, 142, 186],
  [206, 222, 232],
];
const sea: Scene['ground'] = [
  [28, 66, 92],
  [12, 34, 54],
];
const sand: Scene['ground'] = [
  [186, 158, 112],
  [122, 96, 62],
];
const field: Scene['ground'] = [
  [78, 92, 66],
  [38, 48, 36],
];

const scenes: Readonly<Record<string, Scene>> = {
  drone: {
    sky: night,
    ground: field,
    horizon: 0.78,
    subject: (x, y) => inTriangle(x, y, 0.36, 0.42, 0.17, 0.26) && !inTriangle(x, y, 0.52, 0.42, 0.09, 0.1),
  },
  ship: {
    sky: dawn,
    ground: sea,
    horizon: 0.62,
    subject: (x, y) =>
      (inBox(x, y, 0.24, 0.57, 0.78, 0.645) && x - 0.24 > (y - 0.57) * 0.8) ||
      inBox(x, y, 0.42, 0.47, 0.6, 0.58) ||
      inBox(x, y, 0.5, 0.32, 0.512, 0.48) ||
      inBox(x, y, 0.46, 0.38, 0.55, 0.392),
  },
  port: {
    sky: dawn,
    ground: sea,
    horizon: 0.7,
    subject: (x, y) =>
      [0.2, 0.34, 0.66, 0.8].some(
        (at) => inBox(x, y, at, 0.36, at + 0.012, 0.7) || inBox(x, y, at - 0.06, 0.36, at + 0.07, 0.376),
      ) || inBox(x, y, 0.1, 0.64, 0.9, 0.7),
  },
  launcher: {
    sky: day,
    ground: field,
    horizon: 0.72,
    subject: (x, y) =>
      inBox(x, y, 0.34, 0.62, 0.66, 0.7) ||
      [0.4, 0.5, 0.6].some((at) => inEllipse(x, y, at, 0.72, 0.024, 0.04)) ||
      (Math.abs(y - 0.62 + (x - 0.4) * 1.1) < 0.05 && x > 0.4 && x < 0.62),
  },
  missile: {
    sky: night,
    ground: sea,
    horizon: 0.84,
    subject: (x, y) =>
      inEllipse(x, y, 0.5, 0.4, 0.012, 0.14) || (Math.abs(x - 0.5) < 0.008 + (y - 0.54) * 0.05 && y > 0.54 && y < 0.82),
  },
  jet: {
    sky: day,
    ground: sand,
    horizon: 0.86,
    subject: (x, y) =>
      inEllipse(x, y, 0.5, 0.44, 0.2, 0.025) ||
      inTriangle(x, y, 0.44, 0.44, 0.15, 0.16) ||
      inTriangle(x, y, 0.62, 0.44, 0.07, 0.07),
  },
  desert: {
    sky: day,
    ground: sand,
    horizon: 0.64,
    subject: (x, y) =>
      inBox(x, y, 0.3, 0.58, 0.42, 0.64) ||
      inBox(x, y, 0.35, 0.5, 0.358, 0.6) ||
      inEllipse(x, y, 0.354, 0.49, 0.03, 0.02),
  },
  radar: {
    sky: night,
    ground: field,
    horizon: 0.8,
    subject: (x, y) =>
      (inEllipse(x, y, 0.5, 0.46, 0.16, 0.2) && !inEllipse(x, y, 0.46, 0.42, 0.16, 0.2)) ||
      inBox(x, y, 0.495, 0.6, 0.515, 0.8),
  },
};

const drawn = new Map<string, Uint8Array>();

/** The PNG of a scene, or undefined when there is none of this name. */
export function drawPicture(name: string): Uint8Array | undefined {
  const scene = scenes[name];
  if (scene === undefined) return undefined;
  let picture = drawn.get(name);
  if (picture === undefined) {
    picture = encodePng(scene);
    drawn.set(name, picture);
  }
  return picture;
}

function encodePng(scene: Scene): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunks = [chunk('IHDR', header), chunk('IDAT', zlib.deflateSync(draw(scene))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks]);
}

/** PNG chunk (W3C PNG specification, 5.3): length, type, data, CRC over type and data. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(zlib.crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

function draw(scene: Scene): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  let at = 0;
  for (let row = 0; row < height; row++) {
    rows[at++] = 0;
    for (let column = 0; column < width; column++) {
      const colour = colourAt(scene, column / width, row / height);
      for (const channel of colour) rows[at++] = channel;
    }
  }
  return rows;
}

function colourAt(scene: Scene, x: number, y: number): Colour {
  if (scene.subject(x, y)) return [24, 28, 36];
  const above = y < scene.horizon;
  const [from, to] = above ? scene.sky : scene.ground;
  const part = above ? y / scene.horizon : (y - scene.horizon) / (1 - scene.horizon);
  const wave = above ? 0 : Math.sin(x * 90 + y * 400) * 5;
  const mix = (index: 0 | 1 | 2): number => Math.round(from[index] + (to[index] - from[index]) * part + wave);
  return [mix(0), mix(1), mix(2)];
}
