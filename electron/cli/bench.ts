/** `sitrep bench NAME`: runs a benchmark of `benchmarks/`. */
import fs from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Arguments, WrongUsage } from './arguments.ts';

const folder = fileURLToPath(new URL('../../benchmarks/', import.meta.url));

export async function bench(args: Arguments): Promise<number> {
  const names = fs
    .readdirSync(folder)
    .filter((file) => /^[a-z-]+\.ts$/.test(file))
    .map((file) => file.slice(0, -3));
  const [name] = args.words;
  if (name === undefined || !names.includes(name))
    throw new WrongUsage(`Benchmarks: ${names.join(', ') || 'none yet'}.`);
  await import(pathToFileURL(`${folder}${name}.ts`).href);
  return 0;
}
