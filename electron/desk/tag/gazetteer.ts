/** The gazetteer: entities with their names in ten languages, from readable YAML files, checked when they are read. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import countries from 'i18n-iso-countries';
import * as v from 'valibot';
import { parse } from 'yaml';
import { type EntityAlias, type TagKind, tagKinds } from '../../../shared/model.ts';

export type Alias = EntityAlias;

export interface Entity {
  readonly id: string;
  readonly kind: TagKind;
  readonly label: string;
  readonly aliases: readonly Alias[];
  /** The item of Wikidata, where it is known for certain. */
  readonly wikidata?: string;
}

/** A gazetteer file that cannot be used; the message names file and entity. */
export class GazetteerError extends Error {
  override readonly name = 'GazetteerError';
}

export const gazetteerLanguages = ['en', 'tr', 'ru', 'uk', 'fa', 'ar', 'he', 'fr', 'de', 'zh'] as const;

const words = v.array(v.pipe(v.string(), v.minLength(1)));
const aliasSchema = v.union([
  v.pipe(v.string(), v.minLength(1)),
  v.strictObject({
    text: v.pipe(v.string(), v.minLength(1)),
    exact: v.optional(v.boolean(), false),
    needs: v.optional(words, []),
    not: v.optional(words, []),
  }),
]);
const namesSchema = v.record(v.picklist([...gazetteerLanguages, '*']), v.array(aliasSchema));
export const entitySchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z]+:[A-Za-z0-9-]+$/)),
  label: v.optional(v.string()),
  wikidata: v.optional(v.pipe(v.string(), v.regex(/^Q[1-9]\d*$/))),
  names: v.optional(namesSchema, {}),
  demonyms: v.optional(namesSchema, {}),
});

/** Sources and built code lie in the same tree, so the data stands beside this file. */
export const shippedFolder = fileURLToPath(new URL('./gazetteer/', import.meta.url));

/** Reads every YAML file of `folder`, and the countries of the world. Throws GazetteerError. */
export function loadGazetteer(folder: string = shippedFolder): Entity[] {
  const byId = new Map<string, Entity>(countryEntities().map((entity) => [entity.id, entity]));
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  for (const file of files.sort())
    for (const entity of readFile(path.join(folder, file))) {
      const known = byId.get(entity.id);
      const aliases = known === undefined ? entity.aliases : mergeAliases(known.aliases, entity.aliases);
      byId.set(entity.id, { ...entity, aliases, label: entity.label || known?.label || entity.id });
    }
  return [...byId.values()];
}

function readFile(file: string): Entity[] {
  let data: unknown;
  try {
    // Lists of guard words stand once and are referred to hundreds of times; the usual limit is for foreign documents.
    data = parse(fs.readFileSync(file, 'utf8'), { maxAliasCount: -1 });
  } catch (error) {
    throw new GazetteerError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!Array.isArray(data)) throw new GazetteerError(`${file}: a list of entities is expected.`);
  return data.map((raw: unknown, index) => {
    const parsed = v.safeParse(entitySchema, raw);
    const name = typeof raw === 'object' && raw !== null && 'id' in raw ? String(raw.id) : `entity ${index + 1}`;
    if (!parsed.success) throw new GazetteerError(`${file}: ${name}: ${v.summarize(parsed.issues)}`);
    return toEntity(file, parsed.output);
  });
}

function toEntity(file: string, block: v.InferOutput<typeof entitySchema>): Entity {
  const { id, label = '', names, demonyms, wikidata } = block;
  const kind = tagKinds.find((known) => id.startsWith(`${known}:`));
  if (kind === undefined)
    throw new GazetteerError(`${file}: ${id}: the id starts with none of ${tagKinds.join(', ')}.`);
  const aliases = [...toAliases(names, false), ...toAliases(demonyms, true)];
  return { id, kind, label, aliases, ...(wikidata === undefined ? {} : { wikidata }) };
}

/** The names of a block, with their language. */
export function toAliases(names: v.InferOutput<typeof namesSchema>, demonym: boolean): Alias[] {
  return Object.entries(names).flatMap(([language, list]) =>
    (list ?? []).map((alias): Alias => {
      const given = typeof alias === 'string' ? { text: alias, exact: false, needs: [], not: [] } : alias;
      return { language, ...given, demonym };
    }),
  );
}

/** An own alias replaces the one of the same text, so that data can guard a name that is also a common word. */
export function mergeAliases(known: readonly Alias[], own: readonly Alias[]): Alias[] {
  const replaced = new Set(own.map(({ language, text }) => `${language} ${text}`));
  return [...own, ...known.filter(({ language, text }) => !replaced.has(`${language} ${text}`))];
}

/** Names of countries that are common words or parts of others' names; data files guard the ones that matter. */
const leftOut = new Set([
  'en Chad',
  'en Congo',
  'en Georgia',
  'en Guinea',
  'en Jordan',
  'en Korea',
  'en Mali',
  'en Niger',
  'tr Çad',
  'tr Mali',
  'tr Nijer',
  'ru Того',
  'ru Мали',
  'ru Чад',
  'uk Конго',
  'uk Того',
  'uk Малі',
  'uk Чад',
  'fa مالی',
  'ar مالي',
  'ar عمان',
  'ar النيجر',
  'he מאלי',
  'he ניגר',
  'he צאד',
  'he פרו',
  'fr Niger',
  'fr Mali',
  'de Niger',
  'de Mali',
  'zh 马里',
]);

function countryEntities(): Entity[] {
  const require = createRequire(import.meta.url);
  for (const language of gazetteerLanguages)
    countries.registerLocale(require(`i18n-iso-countries/langs/${language}.json`) as never);
  const entities = Object.keys(countries.getNames('en')).map((code): Entity => {
    const aliases = gazetteerLanguages.flatMap((language) => {
      const named = [countries.getName(code, language, { select: 'all' }) ?? []].flat();
      return named.flatMap((name) => countryAliases(name, language));
    });
    const label = labels[code] ?? countries.getName(code, 'en') ?? code;
    const all = leftOut.has(`en ${label}`) ? aliases : [...aliases, ...countryAliases(label, 'en')];
    return { id: `country:${code}`, kind: 'country', label, aliases: all };
  });
  return withoutShared(entities);
}

/** A name that two countries have (Congo, Korea, Saint-Martin) is left to the data files, which say whose it is. */
function withoutShared(entities: readonly Entity[]): Entity[] {
  const owners = new Map<string, Set<string>>();
  const key = ({ language, text }: Alias): string => `${language} ${text}`;
  for (const { id, aliases } of entities)
    for (const alias of aliases) owners.set(key(alias), (owners.get(key(alias)) ?? new Set()).add(id));
  return entities.map((entity) => ({
    ...entity,
    aliases: entity.aliases.filter((alias) => owners.get(key(alias))?.size === 1),
  }));
}

const labels: Readonly<Record<string, string>> = {
  US: 'United States',
  GB: 'United Kingdom',
  RU: 'Russia',
  IR: 'Iran',
  SY: 'Syria',
  TR: 'Türkiye',
  CN: 'China',
  PS: 'Palestine',
  CZ: 'Czechia',
  TW: 'Taiwan',
};

function countryAliases(name: string, language: string): Alias[] {
  const forms = new Set(
    [name, name.replace(/\s*[(（].*[)）]$/, ''), name.split(',')[0] ?? name].map((form) => form.trim()),
  );
  return [...forms]
    .filter((form) => form.length > 1 && !leftOut.has(`${language} ${form}`))
    .map((text) => ({ text, language, exact: /^[A-Z.]{2,4}$/.test(text), needs: [], not: [], demonym: false }));
}
