/** The gazetteer read once: two megabytes of YAML take seconds, the same as JSON a twentieth of one. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiledFile } from './compiled-file.ts';
import { type Entity, loadGazetteer, shippedFolder } from './gazetteer.ts';

const compiledName = 'gazetteer.jsonl';

/** A gazetteer that is not read before somebody asks for it: its entities take 30 MB, and their tagger 50. */
export interface CompiledGazetteer {
  /** A name for its contents. */
  readonly state: string;
  read(): Entity[];
}

/** The gazetteer of `folder` (the shipped one unless given). Throws GazetteerError. */
export function openGazetteer(folder: string = shippedFolder): CompiledGazetteer {
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  const code = fileURLToPath(new URL(`./gazetteer${path.extname(import.meta.url)}`, import.meta.url));
  const sources = [...files.sort().map((file) => path.join(folder, file)), code, fileURLToPath(import.meta.url)];
  const compiled = compiledFile(path.join(folder, compiledName), sources, () => compile(folder));
  const state = createHash('sha256').update(compiled).digest('hex').slice(0, 16);
  return { state, read: () => [...entitiesIn(compiled)] };
}

/** Compiles the files of `folder` into `target`. Throws GazetteerError. */
export function compileGazetteer(folder: string, target: string): void {
  fs.writeFileSync(path.join(target, compiledName), compile(folder));
}

/** An entity a line, so that none is read with others: their text together would be held in two bytes a letter. */
function compile(folder: string): Uint8Array {
  return Buffer.from(
    loadGazetteer(folder)
      .map((entity) => `${JSON.stringify(entity)}\n`)
      .join(''),
  );
}

function* entitiesIn(compiled: Uint8Array): Generator<Entity> {
  const bytes = Buffer.from(compiled.buffer, compiled.byteOffset, compiled.byteLength);
  for (let at = 0, end = bytes.indexOf(10); end >= 0; at = end + 1, end = bytes.indexOf(10, at))
    yield JSON.parse(bytes.toString('utf8', at, end)) as Entity;
}
