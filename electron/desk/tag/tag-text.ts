/** Finds the countries, places, people, organisations, systems and topics of a text, each with the spans that prove it. */
import { type Span, type Tag, type TagKind, tagKinds } from '../../../shared/model.ts';
import { type Automaton, buildAutomaton, type Candidate } from './automaton.ts';
import { type FieldText, holds, type StoryWords, storyWords } from './disambiguate.ts';
import { isEnding, withoutPrefixes } from './endings.ts';
import { type Entity, loadGazetteer } from './gazetteer.ts';
import { fold, tokenise, tokeniseQuery } from './normalise.ts';

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
  /** Tags in the order of `tagKinds`; spans are UTF-16 offsets into title and text. */
  tag(story: TaggedStory): Tag[];
  /** Entity ids for an id, the end of one, a label or an alias in any language: `ru` and `russia` both give Russia. */
  resolve(name: string, kind?: string): string[];
  /** Entities with a name that starts with `text`, for completion. */
  complete(text: string, kind?: TagKind): EntityName[];
}

/** Loads the gazetteer (the shipped one unless a folder is given). Rejects with GazetteerError. */
export async function createTagger(options: { readonly gazetteerFolder?: string } = {}): Promise<Tagger> {
  const entities = loadGazetteer(options.gazetteerFolder);
  const automaton = buildAutomaton(entities);
  const names = indexNames(entities);
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  return {
    entities: byId,
    tag: (story) => tagStory(automaton, story),
    resolve(name, kind) {
      const ids = names.get(keyOf(name)) ?? [];
      return ids.filter((id) => kind === undefined || id.startsWith(`${kind}:`));
    },
    complete(text, kind) {
      const start = keyOf(text);
      const found = new Map<string, EntityName>();
      for (const [key, ids] of names) {
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
}

function tagStory(automaton: Automaton, story: TaggedStory): Tag[] {
  const fields = [
    { field: 'title' as const, text: story.title, tokens: tokenise(story.title) },
    { field: 'text' as const, text: story.text, tokens: tokenise(story.text) },
  ];
  const words = storyWords(fields);
  const found = new Map<string, Found>();
  const taken: (readonly Span[])[] = [];
  for (const field of fields) taken.push(findIn(automaton, field, words, story.language, found));
  addSurnames(fields, taken, found);
  return [...found.values()]
    .map(({ entity, spans }) => ({ entityId: entity.id, kind: entity.kind, label: entity.label, spans }))
    .sort((a, b) => tagKinds.indexOf(a.kind) - tagKinds.indexOf(b.kind) || b.spans.length - a.spans.length);
}

/** Takes the longest match at each position; topics may lie inside other names, and names inside topics. */
function findIn(
  automaton: Automaton,
  field: FieldText & { readonly field: Span['field'] },
  words: StoryWords,
  language: string | undefined,
  found: Map<string, Found>,
): Span[] {
  const taken: Span[] = [];
  let namesFrom = 0;
  let topicsFrom = 0;
  for (let position = 0; position < field.tokens.length; position++) {
    const candidates = automaton
      .candidatesAt(field.tokens, position)
      .filter((candidate) => holds(candidate, field, words, language));
    const name = position < namesFrom ? undefined : candidates.find(({ pattern }) => pattern.entity.kind !== 'topic');
    if (name !== undefined) {
      taken.push(addFound(found, name, field));
      namesFrom = name.last + 1;
    }
    if (position < topicsFrom) continue;
    const topics = candidates.filter(({ pattern }) => pattern.entity.kind === 'topic');
    const seen = new Set<string>();
    for (const topic of topics) {
      if (seen.has(topic.pattern.entity.id)) continue;
      seen.add(topic.pattern.entity.id);
      addFound(found, topic, field);
      topicsFrom = Math.max(topicsFrom, topic.first + 1);
    }
  }
  return taken;
}

function addFound(
  found: Map<string, Found>,
  candidate: Candidate,
  field: FieldText & { readonly field: Span['field'] },
): Span {
  const { entity } = candidate.pattern;
  const span = {
    field: field.field,
    from: field.tokens[candidate.first]?.from ?? 0,
    to: field.tokens[candidate.last]?.to ?? 0,
  };
  const known = found.get(entity.id);
  if (known === undefined) found.set(entity.id, { entity, spans: [span] });
  else known.spans.push(span);
  return span;
}

/** Once a full name was said, the surname alone means the same person. */
function addSurnames(
  fields: readonly (FieldText & { readonly field: Span['field'] })[],
  taken: readonly (readonly Span[])[],
  found: ReadonlyMap<string, Found>,
): void {
  const surnames = new Map<string, Found>();
  for (const person of found.values()) {
    if (person.entity.kind !== 'person') continue;
    for (const { text } of person.entity.aliases) {
      const parts = text.split(/\s+/);
      const last = fold(parts.at(-1)?.replace(/-/g, ' ').split(' ').at(-1) ?? '');
      if (parts.length > 1 && last.length > 3 && !/[\u4e00-\u9fff]/.test(last)) surnames.set(last, person);
    }
  }
  if (surnames.size === 0) return;
  for (const [index, field] of fields.entries()) {
    const spans = taken[index] ?? [];
    for (const { term, from, to } of field.tokens) {
      const person = surnameOf(term, surnames);
      if (person === undefined || /^\p{Ll}/u.test(field.text.slice(from, to))) continue;
      if (spans.some((span) => span.from < to && from < span.to)) continue;
      person.spans.push({ field: field.field, from, to });
    }
  }
  for (const { spans } of surnames.values())
    spans.sort((a, b) => (a.field === b.field ? a.from - b.from : a.field === 'title' ? -1 : 1));
}

function surnameOf(term: string, surnames: ReadonlyMap<string, Found>): Found | undefined {
  for (const form of withoutPrefixes(term)) {
    const person = surnames.get(form);
    if (person !== undefined) return person;
    for (let length = form.length - 1; length >= Math.max(4, form.length - 3); length--) {
      const inflected = surnames.get(form.slice(0, length));
      if (inflected !== undefined && (isEnding(form.slice(length), 'ru') || isEnding(form.slice(length), 'en')))
        return inflected;
    }
  }
  return undefined;
}
