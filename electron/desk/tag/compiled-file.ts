/**
 * Data that takes long to read as it was written, compiled once. The build lays it beside the code; run from the
 * sources, the first start keeps it in the cache of the packages.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const cacheFolder = fileURLToPath(new URL('../../../node_modules/.cache/sitrep/', import.meta.url));

/**
 * What was compiled from `sources`: the built file if there is one, else what an earlier start kept for the present
 * state of the sources, else what `compile` gives now.
 */
export function compiledFile(built: string, sources: readonly string[], compile: () => Uint8Array): Uint8Array {
  if (fs.existsSync(built)) return fs.readFileSync(built);
  const { name, ext } = path.parse(built);
  const kept = path.join(cacheFolder, `${name}-${stateOf(sources)}${ext}`);
  if (fs.existsSync(kept)) return fs.readFileSync(kept);
  const compiled = compile();
  keep(kept, compiled);
  return compiled;
}

function stateOf(sources: readonly string[]): string {
  const states = sources.map((file) => {
    const { size, mtimeMs } = fs.statSync(file);
    return `${file} ${size} ${mtimeMs}`;
  });
  return createHash('sha256').update(states.join('\n')).digest('hex').slice(0, 16);
}

/** Written beside and renamed: a process that is stopped meanwhile leaves nothing half done under this name. */
function keep(file: string, compiled: Uint8Array): void {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, compiled);
    fs.renameSync(draft, file);
  } catch {
    // A folder that cannot be written costs the next start its seconds, nothing else.
  }
}
