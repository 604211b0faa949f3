/** Finds the countries, places, people, organisations, systems and topics of a text, each with the spans that prove it. */
import { mentionsOf, type Span, type Tag, type TagKind, tagKinds } from '../../../shared/model.ts';
import { languageBit } from './alias-languages.ts';
import { Automaton, type Candidate } from './automaton.ts';
import { openGazetteer } from './compiled-gazetteer.ts';
import { holds } from './disambiguate.ts';
import { cliticOffsets, isEnding } from './endings.ts';
import type { FieldReading } from './field-reading.ts';
import type { Entity } from './gazetteer.ts';
import { fold, tokeniseQuery } from './normalise.ts';
import { StoryText } from './story-text.ts';
import type { Words } from './words.ts';

export interface TaggedStory {
  readonly title: string;
  readonly text: string;
  /** ISO 639-1. Without it the names of all languages are looked for. */
  readonly language?: string;
}

export interface EntityName {
  readonly entityId: string;
  readonly label: string;
  readonly kind: TagKind;
}

export interface Tagger {
  readonly entities: ReadonlyMap<string, Entity>;
  /**
   * Tags in the order of `tagKinds`; spans are UTF-16 offsets into title and text. `read`: the story's words, where
   * somebody read them already.
   */
  tag(story: TaggedStory, read?: StoryText): Tag[];
  /** Entity ids for an id, the end of one, a label or an alias in any language: `ru` and `russia` both give Russia. */
  resolve(name: string, kind?: string): string[];
  /** Entities with a name that starts with `text`, for completion. */
  complete(text: string, kind?: TagKind): EntityName[];
}

/** Loads the gazetteer (the shipped one unless a folder is given). Rejects with GazetteerError. */
export async function createTagger(options: { readonly gazetteerFolder?: string } = {}): Promise<Tagger> {
  return makeTagger(openGazetteer(options.gazetteerFolder).read());
}

/** A tagger of the given entities. */
export function makeTagger(entities: readonly Entity[], automaton: Automaton = new Automaton(entities)): Tagger {
  const surnames = surnamesOf(entities);
  const own = new StoryText();
  let indexed: Map<string, string[]> | undefined;
  // Only queries and completion ask by name.
  const names = (): Map<string, string[]> => (indexed ??= indexNames(entities));
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  return {
    entities: byId,
    tag: (story, read) => tagStory(automaton, surnames, story, read ?? own.read(story.title, story.text)),
    resolve(name, kind) {
      const ids = names().get(keyOf(name)) ?? [];
      return ids.filter((id) => kind === undefined || id.startsWith(`${kind}:`));
    },
    complete(text, kind) {
      const start = keyOf(text);
      const found = new Map<string, EntityName>();
      for (const [key, ids] of names()) {
        if (!key.startsWith(start)) continue;
        for (const id of ids) {
          const entity = byId.get(id);
          if (entity !== undefined && (kind === undefined || entity.kind === kind))
            found.set(id, { entityId: id, label: entity.label, kind: entity.kind });
        }
        if (found.size >= 50) break;
      }
      return [...found.values()].slice(0, 50);
    },
  };
}

/** Names by their folded terms. The end of an id is a name too. */
function indexNames(entities: readonly Entity[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  const add = (name: string, id: string): void => {
    const key = keyOf(name);
    const ids = names.get(key);
    if (key === '') return;
    if (ids === undefined) names.set(key, [id]);
    else if (!ids.includes(id)) ids.push(id);
  };
  for (const { id, label, aliases } of entities) {
    add(id, id);
    add(id.slice(id.indexOf(':') + 1), id);
    add(label, id);
    for (const { text } of aliases) if (!text.endsWith('*')) add(text, id);
  }
  return names;
}

function keyOf(name: string): string {
  return tokeniseQuery(name)
    .map(({ term }) => term)
    .join(' ');
}

interface Found {
  readonly entity: Entity;
  readonly spans: Span[];
  readonly demonyms: Span[];
}

interface Field {
  readonly name: Span['field'];
  readonly reading: FieldReading;
  /** What names were found in; a surname there is part of one. */
  readonly taken: Span[];
}

function tagStory(automaton: Automaton, surnames: Surnames, story: TaggedStory, read: StoryText): Tag[] {
  const found = new Map<string, Found>();
  // Guards speak of the whole story, so both fields are read before one is searched.
  const readings = automaton.read(read.title, read.body);
  const title: Field = { name: 'title', reading: readings.title, taken: [] };
  const text: Field = { name: 'text', reading: readings.body, taken: [] };
  const language = languageBit(story.language);
  findIn(automaton, title, language, found);
  findIn(automaton, text, language, found);
  addSurnames(automaton, [text, title], surnames, found);
  return [...found.values()]
    .map(
      ({ entity, spans, demonyms }): Tag => ({
        ...{ entityId: entity.id, kind: entity.kind, label: entity.label, spans },
        ...(demonyms.length === 0 ? {} : { demonyms }),
      }),
    )
    .sort((a, b) => tagKinds.indexOf(a.kind) - tagKinds.indexOf(b.kind) || mentionsOf(b) - mentionsOf(a));
}

const noTopics: readonly string[] = [];

/** Takes the longest match at each position; topics may lie inside other names, and names inside topics. */
function findIn(automaton: Automaton, field: Field, language: number, found: Map<string, Found>): void {
  let name: Candidate | undefined;
  const { reading } = field;
  for (let opening = 0; opening < reading.openingCount; opening++) {
    const position = reading.openings[opening] as number;
    const from = reading.words.froms[position] as number;
    const candidates = automaton.candidatesAt(reading, position, language);
    if (candidates.length === 0) continue;
    let topics = noTopics;
    for (const candidate of candidates) {
      const { id, kind } = candidate.pattern.entity;
      // By letters: the pairs of a Han run overlap, and 巴西安全 is no 西安.
      const isNested = name !== undefined && from < (reading.words.tos[name.last] as number);
      if (kind === 'topic' ? topics.includes(id) : isNested && !namesOwner(candidate, name)) continue;
      if (!holds(candidate, automaton, reading)) continue;
      const span = addFound(found, candidate, field);
      if (kind === 'topic') topics = [...topics, id];
      else if (!isNested) {
        field.taken.push(span);
        name = candidate;
      }
    }
  }
}

/**
 * Whether a country inside an organisation's name says whose it is: Syrian Army, 土耳其国防部. One that stands at the end
 * need not: Bank of Georgia.
 */
function namesOwner({ pattern, first, last }: Candidate, name: Candidate | undefined): boolean {
  if (name?.pattern.entity.kind !== 'organisation' || pattern.entity.kind !== 'country') return false;
  return last <= name.last && last - first < name.last - name.first && (first === name.first || pattern.alias.demonym);
}

/** The ending -li behind an apostrophe makes an inhabitant of a place: ABD'li. */
const turkishInhabitant = /^['’ʼ]l[iıuü]/;
/** A plural makes people of a place: Osmanlılar. Names in the plural, as Filipinler, take no such ending. */
const turkishPeople = /l[ae]r\p{L}*$/u;
/** What an adjective does not go on with, or only where a small letter shows it: Донецка, Донецком. */
const nounEnding = /^(?:[аеуі]|ом|ові)?$/;

function isDemonym({ pattern, ending }: Candidate, text: string, { from, to }: Span): boolean {
  const { alias, alsoName, entity } = pattern;
  if (alias.demonym) return !alsoName || !isNoun(alias.text, text.slice(from, to));
  if (alias.language !== 'tr' || (entity.kind !== 'country' && entity.kind !== 'place')) return false;
  return turkishInhabitant.test(text.slice(to, to + 3)) || (ending > 2 && turkishPeople.test(text.slice(from, to)));
}

/** `adjective`: as the gazetteer has it, with its star. */
function isNoun(adjective: string, written: string): boolean {
  const own = adjective.length - (adjective.endsWith('*') ? 1 : 0);
  return !/^\p{Ll}/u.test(written) && nounEnding.test(written.slice(own));
}

function addFound(found: Map<string, Found>, candidate: Candidate, { name, reading: { words } }: Field): Span {
  const { entity } = candidate.pattern;
  const span = { field: name, from: words.froms[candidate.first] ?? 0, to: words.tos[candidate.last] ?? 0 };
  const known = found.get(entity.id) ?? { entity, spans: [], demonyms: [] };
  found.set(entity.id, known);
  (isDemonym(candidate, words.text, span) ? known.demonyms : known.spans).push(span);
  return span;
}

/** The folded last names of persons that have a longer name too. */
type Surnames = ReadonlyMap<string, readonly string[]>;

function surnamesOf(entities: readonly Entity[]): Surnames {
  const surnames = new Map<string, string[]>();
  for (const { id, kind, aliases } of entities) {
    if (kind !== 'person') continue;
    const own = new Set<string>();
    for (const { text } of aliases) {
      const parts = text.split(/\s+/);
      const last = fold(parts.at(-1)?.split('-').at(-1) ?? '');
      if (parts.length > 1 && last.length > 3 && !/[\u4e00-\u9fff]/.test(last)) own.add(last);
    }
    surnames.set(id, [...own]);
  }
  return surnames;
}

/** Once a full name was said, the surname alone means the same person. */
function addSurnames(
  automaton: Automaton,
  fields: readonly Field[],
  surnames: Surnames,
  found: ReadonlyMap<string, Found>,
): void {
  const bearers = new Map<string, Found>();
  for (const person of found.values())
    for (const surname of surnames.get(person.entity.id) ?? []) bearers.set(surname, person);
  if (bearers.size === 0) return;
  const initials = new Set([...bearers.keys()].map((surname) => surname.charCodeAt(0)));
  for (const { name, reading, taken } of fields) {
    const { words } = reading;
    for (let index = 0; index < words.count; index++) {
      const first = words.units[words.starts[index] ?? 0] ?? 0;
      const joins = first >= 0x590 && first <= 0x6ff;
      if (!joins && !initials.has(first)) continue;
      const person = bearerOf(words, index, joins, bearers);
      const [from, to] = [words.froms[index] ?? 0, words.tos[index] ?? 0];
      if (person === undefined || /^\p{Ll}/u.test(words.text.slice(from, to))) continue;
      if (taken.some((span) => span.from < to && from < span.to)) continue;
      if (automaton.isGuarded(person.entity.id, reading, index)) continue;
      person.spans.push({ field: name, from, to });
    }
  }
  for (const { spans } of bearers.values())
    spans.sort((a, b) => (a.field === b.field ? a.from - b.from : a.field === 'title' ? -1 : 1));
}

const offsets = new Int32Array(8);

function bearerOf(words: Words, index: number, joins: boolean, bearers: ReadonlyMap<string, Found>): Found | undefined {
  const term = words.term(index);
  const person = inflectedBearer(term, bearers);
  if (person !== undefined || !joins) return person;
  const count = cliticOffsets(words.units, words.starts[index] ?? 0, words.ends[index] ?? 0, offsets);
  for (let at = 0; at < count; at++) {
    const joined = inflectedBearer(term.slice(offsets[at]), bearers);
    if (joined !== undefined) return joined;
  }
  return undefined;
}

function inflectedBearer(form: string, bearers: ReadonlyMap<string, Found>): Found | undefined {
  const person = bearers.get(form);
  if (person !== undefined) return person;
  for (let length = form.length - 1; length >= Math.max(4, form.length - 3); length--) {
    const inflected = bearers.get(form.slice(0, length));
    if (inflected !== undefined && (isEnding(form.slice(length), 'ru') || isEnding(form.slice(length), 'en')))
      return inflected;
  }
  return undefined;
}
