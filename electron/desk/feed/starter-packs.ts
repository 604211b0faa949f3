/** The feeds that Sitrep proposes, from `starter-packs.yaml`. */
import fs from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import { sourceTypes } from '../../../shared/model.ts';

const proposal = v.strictObject({
  title: v.pipe(v.string(), v.minLength(1)),
  url: v.pipe(v.string(), v.url()),
  country: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
  type: v.picklist(sourceTypes),
  state: v.optional(v.boolean(), false),
  note: v.optional(v.string()),
});
const packs = v.record(v.pipe(v.string(), v.regex(/^[a-z]{2}$/)), v.array(proposal));

export type ProposedFeed = v.InferOutput<typeof proposal>;

/** The proposals by language (ISO 639-1), in the order of the file. Throws a ValiError that names what is wrong in it. */
export function readStarterPacks(): Map<string, readonly ProposedFeed[]> {
  const text = fs.readFileSync(new URL('./starter-packs.yaml', import.meta.url), 'utf8');
  return new Map(Object.entries(v.parse(packs, parse(text))));
}
