/** Pictures for the sample wire, drawn when they are asked for: no file to ship, the same bytes each time. */
import { paintDrone, paintJet, paintMissile, paintSatellite } from './air.ts';
import { type Canvas, createCanvas, toBytes } from './canvas.ts';
import { paintMap, paintNetwork, paintRadar, paintTalks } from './charts.ts';
import { paintDesert, paintFactory, paintLauncher, paintPylons, paintTank } from './land.ts';
import { encodePng } from './png.ts';
import { paintFrigate, paintPort, paintSubmarine } from './sea.ts';

const scenes: Readonly<Record<string, (canvas: Canvas) => void>> = {
  drone: paintDrone,
  jet: paintJet,
  missile: paintMissile,
  satellite: paintSatellite,
  frigate: paintFrigate,
  port: paintPort,
  submarine: paintSubmarine,
  launcher: paintLauncher,
  tank: paintTank,
  desert: paintDesert,
  pylons: paintPylons,
  factory: paintFactory,
  radar: paintRadar,
  map: paintMap,
  network: paintNetwork,
  talks: paintTalks,
};

const drawn = new Map<string, Uint8Array>();

/** The PNG of a scene, `width` pixels wide and 16 to 9; undefined when there is none of this name. */
export function drawPicture(name: string, width: number): Uint8Array | undefined {
  const paint = Object.hasOwn(scenes, name) ? scenes[name] : undefined;
  if (paint === undefined) return undefined;
  const key = `${name} ${width}`;
  const known = drawn.get(key);
  if (known !== undefined) return known;
  const canvas = createCanvas(width);
  paint(canvas);
  const picture = encodePng(toBytes(canvas), canvas.width, canvas.height);
  drawn.set(key, picture);
  return picture;
}
