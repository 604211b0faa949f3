/** The user's entities as a file in the gazetteer's own format, with `disabled` and `without` for shipped ones. */
import * as v from 'valibot';
import { isMap, isSeq, LineCounter, type Node, parseDocument, stringify } from 'yaml';
import { type EntityAlias, tagKinds } from '../../../shared/model.ts';
import { entitySchema, GazetteerError, toAliases } from './gazetteer.ts';
import type { OwnEntity } from './own-entities.ts';

const ownSchema = v.strictObject({
  ...entitySchema.entries,
  disabled: v.optional(v.boolean(), false),
  /** Shipped names that do not count, by language. */
  without: v.optional(v.record(v.string(), v.array(v.string())), {}),
});

/** How often lists of guards may be referred to. */
const mostReferences = 10_000;

/** Reads entities. Throws GazetteerError with the line, the entity and what is wrong. */
export function readGazetteerText(yaml: string): OwnEntity[] {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) throw new GazetteerError(error.message.split('\n')[0] ?? 'This is not YAML.');
  const { contents } = document;
  if (!isSeq(contents)) throw new GazetteerError('Line 1: a list of entities is expected, each starting with "- id:".');
  const seen = new Set<string>();
  return contents.items.map((item) => {
    const node = item as Node;
    const lineOf = (at: number | undefined): string => `Line ${lines.linePos(at ?? 0).line}`;
    const raw: unknown = node.toJS(document, { maxAliasCount: mostReferences });
    const name = typeof raw === 'object' && raw !== null && 'id' in raw ? `${String(raw.id)}: ` : '';
    const parsed = v.safeParse(ownSchema, raw);
    if (!parsed.success) {
      const [issue] = parsed.issues;
      const path = issue.path?.map(({ key }) => key) ?? [];
      const where = placeOf(node, path) ?? node.range?.[0];
      throw new GazetteerError(`${lineOf(where)}: ${name}${v.summarize([issue])}`);
    }
    const { id, label, names, demonyms, disabled, without } = parsed.output;
    const kind = tagKinds.find((known) => id.startsWith(`${known}:`));
    if (kind === undefined)
      throw new GazetteerError(`${lineOf(node.range?.[0])}: ${name}the id starts with none of ${tagKinds.join(', ')}.`);
    if (seen.has(id)) throw new GazetteerError(`${lineOf(node.range?.[0])}: ${name}this id stands here twice.`);
    seen.add(id);
    return {
      ...{ id, kind, label, disabled },
      aliases: [...toAliases(names, false), ...toAliases(demonyms, true)],
      without: Object.entries(without).flatMap(([language, texts]) => texts.map((text) => ({ language, text }))),
    };
  });
}

/** Where the value that a path leads to stands, or the nearest one on the way. */
function placeOf(node: Node, path: readonly unknown[]): number | undefined {
  let [at, place]: [unknown, number | undefined] = [node, node.range?.[0]];
  for (const key of path) {
    at = isMap(at) || isSeq(at) ? at.get(key, true) : undefined;
    const range = (at as Node | undefined)?.range;
    if (range === undefined || range === null) break;
    place = range[0];
  }
  return place;
}

/** Entities as YAML that `readGazetteerText` reads. */
export function printGazetteer(entities: readonly OwnEntity[]): string {
  if (entities.length === 0) return '[]\n';
  return entities
    .map(({ id, label, aliases, without, disabled }) => {
      const names = byLanguage(aliases.filter(({ demonym }) => !demonym));
      const demonyms = byLanguage(aliases.filter(({ demonym }) => demonym));
      const block = {
        id,
        ...(label === undefined ? {} : { label }),
        ...(disabled ? { disabled } : {}),
        ...(isEmpty(names) ? {} : { names }),
        ...(isEmpty(demonyms) ? {} : { demonyms }),
        ...(without.length === 0 ? {} : { without: textsByLanguage(without) }),
      };
      return stringify([block], { lineWidth: 120, aliasDuplicateObjects: false });
    })
    .join('\n');
}

function isEmpty(record: Record<string, unknown>): boolean {
  return Object.keys(record).length === 0;
}

function byLanguage(aliases: readonly EntityAlias[]): Record<string, unknown[]> {
  const names: Record<string, unknown[]> = {};
  for (const { language, text, exact, needs, not } of aliases) {
    const guards = {
      ...(exact ? { exact } : {}),
      ...(needs.length === 0 ? {} : { needs }),
      ...(not.length === 0 ? {} : { not }),
    };
    const list = names[language] ?? [];
    names[language] = list;
    list.push(isEmpty(guards) ? text : { text, ...guards });
  }
  return names;
}

function textsByLanguage(names: OwnEntity['without']): Record<string, string[]> {
  const texts: Record<string, string[]> = {};
  for (const { language, text } of names) texts[language] = [...(texts[language] ?? []), text];
  return texts;
}
