/**
 * The n-grams of eld for the languages that Sitrep tells apart, packed: as the module it ships they take 130 MB when
 * they are loaded, packed 10, for the same answers.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { eld } from 'eld/small';
import { compiledFile } from './compiled-file.ts';

/** By n-gram: the score of each language that has it, by the number of the language. */
type Scores = Readonly<Record<string, number>>;

interface Grams {
  readonly type: string;
  /** ISO 639-1, by number. */
  readonly languages: Readonly<Record<string, string>>;
  readonly ngrams: Readonly<Record<string, Scores>>;
}

export type Detector = Pick<typeof eld, 'detect'>;

const packedName = 'grams.bin';
const shippedFolder = fileURLToPath(new URL('./gazetteer/', import.meta.url));

/** A detector of these languages. Loaded without waiting, which `import` cannot. */
export function openDetector(languages: readonly string[]): Detector {
  const source = partOf('ngrams/small.js');
  const code = fileURLToPath(import.meta.url);
  const packed = compiledFile(path.join(shippedFolder, packedName), [source, code], () =>
    pack(readSource(), languages),
  );
  const { createEld } = load(partOf('languageDetector.js')) as {
    createEld(): { readonly instance: typeof eld; loadData(grams: Grams): void };
  };
  const { instance, loadData } = createEld();
  loadData(unpack(packed));
  return instance;
}

/** Packs the n-grams of these languages into `target`. */
export function compileGrams(languages: readonly string[], target: string): void {
  fs.writeFileSync(path.join(target, packedName), pack(readSource(), languages));
}

function readSource(): Grams {
  return (load(partOf('ngrams/small.js')) as { readonly ngramsData: Grams }).ngramsData;
}

function load(file: string): unknown {
  return createRequire(import.meta.url)(file);
}

/** A file of eld, by its place beside the module that its package names. */
function partOf(file: string): string {
  return fileURLToPath(new URL(`../${file}`, import.meta.resolve('eld/small')));
}

/** A line of JSON with the languages, then for each n-gram its length, its letters, and pairs of language and score. */
function pack({ type, languages, ngrams }: Grams, wanted: readonly string[]): Uint8Array {
  const kept = Object.entries(languages).filter(([, language]) => wanted.includes(language));
  const numbers = new Set(kept.map(([number]) => number));
  const parts: number[] = [];
  for (const [gram, scores] of Object.entries(ngrams)) {
    const own = Object.entries(scores).filter(([number]) => numbers.has(number));
    if (own.length === 0) continue;
    parts.push(gram.length, ...Buffer.from(gram, 'latin1'), own.length);
    for (const [number, score] of own) parts.push(Number(number), score);
  }
  // Every language keeps its number, so that scores need no other.
  return Buffer.concat([Buffer.from(`${JSON.stringify({ type, languages })}\n`), Buffer.from(parts)]);
}

function unpack(packed: Uint8Array): Grams {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const end = bytes.indexOf('\n');
  const places = new Map<string, number>();
  for (let at = end + 1; at < bytes.length; ) {
    const from = at + 1;
    const to = from + (bytes[at] ?? 0);
    places.set(bytes.toString('latin1', from, to), to);
    at = to + 1 + 2 * (bytes[to] ?? 0);
  }
  const scoresOf = (gram: string): Scores | undefined => {
    const place = places.get(gram);
    if (place === undefined) return undefined;
    const scores: Record<string, number> = {};
    for (let pair = 0, at = place + 1; pair < (bytes[place] ?? 0); pair++, at += 2)
      scores[bytes[at] ?? 0] = bytes[at + 1] ?? 0;
    return scores;
  };
  const ngrams = new Proxy<Record<string, Scores>>({}, { get: (_, gram) => scoresOf(String(gram)) });
  return { ...(JSON.parse(bytes.toString('utf8', 0, end)) as Pick<Grams, 'type' | 'languages'>), ngrams };
}
