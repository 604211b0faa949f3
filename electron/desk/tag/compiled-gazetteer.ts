/**
 * The gazetteer read once: two megabytes of YAML take seconds, the same as JSON a twentieth of one. The build compiles
 * the shipped files beside them; run from the sources, the first start compiles into the cache of the packages.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Entity, loadGazetteer, shippedFolder } from './gazetteer.ts';

const compiledName = 'compiled.json';
const cacheFolder = fileURLToPath(new URL('../../../node_modules/.cache/sitrep/', import.meta.url));

/** The entities of `folder` (the shipped one unless given). Throws GazetteerError. */
export function openGazetteer(folder: string = shippedFolder): Entity[] {
  const built = path.join(folder, compiledName);
  if (fs.existsSync(built)) return JSON.parse(fs.readFileSync(built, 'utf8')) as Entity[];
  const cached = path.join(cacheFolder, `gazetteer-${stateOf(folder)}.json`);
  const known = readCached(cached);
  if (known !== undefined) return known;
  const entities = loadGazetteer(folder);
  keep(cached, entities);
  return entities;
}

/** Compiles the files of `folder` into `target`. Throws GazetteerError. */
export function compileGazetteer(folder: string, target: string): void {
  fs.writeFileSync(path.join(target, compiledName), JSON.stringify(loadGazetteer(folder)));
}

/** A name for the state of the files, and of the code that reads them. */
function stateOf(folder: string): string {
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  const paths = [...files.sort().map((file) => path.join(folder, file)), sourceOf('./gazetteer')];
  const states = paths.map((file) => {
    const { size, mtimeMs } = fs.statSync(file);
    return `${file} ${size} ${mtimeMs}`;
  });
  return createHash('sha256').update(states.join('\n')).digest('hex').slice(0, 16);
}

function sourceOf(module: string): string {
  return fileURLToPath(new URL(`${module}${path.extname(import.meta.url)}`, import.meta.url));
}

function readCached(file: string): Entity[] | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Entity[];
  } catch {
    // Not there yet, or half written by a process that was stopped: it is compiled again.
    return undefined;
  }
}

function keep(file: string, entities: readonly Entity[]): void {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, JSON.stringify(entities));
    fs.renameSync(draft, file);
  } catch {
    // A folder that cannot be written costs the next start its seconds, nothing else.
  }
}
