/** A query made ready to be asked of stories: words as terms, names resolved, patterns built. */
import type { RE2JS } from 're2js';
import type { EntityField, FactField, Query, TextField } from '../../../shared/query/ast.ts';
import { startOfDay } from '../../../shared/query/dates.ts';
import { tokeniseQuery } from '../tag/normalise.ts';
import type { MatchableStory } from './matchable-story.ts';
import { compilePattern } from './pattern.ts';
import { QueryNotSupported } from './query-not-supported.ts';

/** What names in queries stand for. */
export interface QueryNames {
  readonly now?: (() => number) | undefined;
  /** Entity ids for a name in any language. */
  readonly resolveEntity?: ((name: string, kind?: string) => readonly string[]) | undefined;
  /** Feed ids for a feed's title, host or id. */
  readonly resolveFeed?: ((name: string) => readonly string[]) | undefined;
  readonly resolveSaved?: ((name: string) => Query | undefined) | undefined;
}

/** A run of terms; the last may be a prefix. `exactText`: the original text must read so, letter for letter. */
export interface Phrase {
  readonly kind: 'phrase';
  readonly terms: readonly string[];
  readonly prefix: boolean;
  readonly exactText?: string;
}

export type Operand = Phrase | { readonly kind: 'any'; readonly operands: readonly Operand[] };

export type Compiled =
  | { readonly kind: 'text'; readonly operand: Operand; readonly fields: readonly TextField[] }
  | { readonly kind: 'and' | 'or'; readonly children: readonly Compiled[] }
  | { readonly kind: 'not'; readonly child: Compiled }
  | {
      readonly kind: 'near';
      readonly left: Operand;
      readonly right: Operand;
      readonly distance: number;
      readonly ordered: boolean;
      readonly fields: readonly TextField[];
    }
  | {
      readonly kind: 'atleast';
      readonly count: number;
      readonly operand: Operand;
      readonly fields: readonly TextField[];
    }
  | { readonly kind: 'regex'; readonly pattern: RE2JS; readonly fields: readonly TextField[] }
  | { readonly kind: 'entity'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'feed'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'fact'; readonly holds: (story: MatchableStory) => boolean; readonly asked: AskedFact };

/** What a fact asks for, so that the archive can answer from its rows. Times: from `first` on, before `end`. */
export type AskedFact =
  | { readonly field: 'folder' | 'lang' | 'source' | 'is'; readonly value: string }
  | { readonly field: 'date' | 'seen'; readonly first: number; readonly end: number };

const everywhere: readonly TextField[] = ['title', 'body'];
const mostExpanded = 50;

/** Compiles `query`. Throws QueryNotSupported when it names a saved search that is missing or refers to itself. */
export function compileQuery(query: Query, names: QueryNames = {}): Compiled {
  return compile(query, { names, fields: everywhere, saved: [] });
}

interface Scope {
  readonly names: QueryNames;
  readonly fields: readonly TextField[];
  /** The saved searches that are being expanded. */
  readonly saved: readonly string[];
}

function compile(query: Query, scope: Scope): Compiled {
  const { fields, names } = scope;
  switch (query.kind) {
    case 'term':
      return { kind: 'text', operand: operandOf(query), fields };
    case 'and':
    case 'or':
      return { kind: query.kind, children: query.children.map((child) => compile(child, scope)) };
    case 'not':
      return { kind: 'not', child: compile(query.child, scope) };
    case 'near': {
      const { distance, ordered } = query;
      return { kind: 'near', left: operandOf(query.left), right: operandOf(query.right), distance, ordered, fields };
    }
    case 'atleast':
      return { kind: 'atleast', count: query.count, operand: operandOf(query.child), fields };
    case 'field':
      return compile(query.child, { ...scope, fields: [query.field] });
    case 'regex':
      return { kind: 'regex', pattern: compilePattern(query.pattern, query.flags), fields };
    case 'entity':
      return { kind: 'entity', ids: entityIds(query.field, query.value, names) };
    case 'fact':
      return factQuery(query.field, query.value, names);
    case 'date':
      return compileDate(query, names);
    case 'saved':
      return compileSaved(query.name, scope);
    default:
      return query satisfies never;
  }
}

function compileSaved(name: string, scope: Scope): Compiled {
  const key = name.toLowerCase();
  if (scope.saved.includes(key)) throw new QueryNotSupported(`The saved search "${name}" refers to itself.`);
  if (scope.saved.length >= mostExpanded) throw new QueryNotSupported('Saved searches refer to each other too deeply.');
  const saved = scope.names.resolveSaved?.(name);
  if (saved === undefined) throw new QueryNotSupported(`There is no saved search "${name}".`);
  return compile(saved, { ...scope, saved: [...scope.saved, key] });
}

function operandOf(query: Query): Operand {
  if (query.kind === 'or') return { kind: 'any', operands: query.children.map(operandOf) };
  if (query.kind !== 'term') throw new QueryNotSupported('NEAR and ATLEAST take words, phrases and prefixes.');
  const terms = tokeniseQuery(query.text).map(({ term }) => term);
  const [only] = terms;
  // A single Han letter stands at the start of the pairs it opens.
  const openPair =
    terms.length === 1 && only !== undefined && /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(only);
  return {
    kind: 'phrase',
    terms,
    prefix: query.prefix || openPair,
    ...(query.exact ? { exactText: query.text } : {}),
  };
}

const kindOf: Readonly<Record<EntityField, string | undefined>> = {
  tag: undefined,
  country: 'country',
  place: 'place',
  person: 'person',
  org: 'organisation',
  system: 'system',
  topic: 'topic',
};

/** The entities a name stands for; without a gazetteer, the ids that end in it. */
function entityIds(field: EntityField, value: string, names: QueryNames): ReadonlySet<string> {
  const kind = kindOf[field];
  const ids = new Set(names.resolveEntity?.(value, kind) ?? []);
  if (kind !== undefined) {
    ids.add(`${kind}:${value}`);
    ids.add(`${kind}:${value.toLowerCase()}`);
    ids.add(`${kind}:${value.toUpperCase()}`);
  } else {
    ids.add(value);
  }
  return ids;
}

/** A fact of a story, asked by its value. */
export function factQuery(field: FactField, value: string, names: QueryNames = {}): Compiled {
  const wanted = value.toLowerCase();
  switch (field) {
    case 'feed':
      // An id that must not be taken for a part of a title or an address.
      if (/^#\d+$/.test(value)) return { kind: 'feed', ids: new Set([value.slice(1)]) };
      return { kind: 'feed', ids: new Set([value, ...(names.resolveFeed?.(value) ?? [])]) };
    case 'folder':
      return {
        kind: 'fact',
        asked: { field, value: wanted },
        holds: ({ folder }) =>
          folder?.toLowerCase() === wanted || folder?.toLowerCase().startsWith(`${wanted} / `) === true,
      };
    case 'lang':
      return {
        kind: 'fact',
        asked: { field, value: wanted },
        holds: ({ language }) => language?.toLowerCase() === wanted,
      };
    case 'source': {
      const type = wanted.replace(/\s+/g, '-');
      return { kind: 'fact', asked: { field, value: type }, holds: ({ sourceType }) => sourceType === type };
    }
    case 'is':
      return {
        kind: 'fact',
        asked: { field, value: wanted },
        holds: ({ states }) => (states ?? ['unread']).includes(wanted),
      };
    default:
      return field satisfies never;
  }
}

function compileDate(query: Query & { readonly kind: 'date' }, names: QueryNames): Compiled {
  const { field, span } = query;
  const time = (story: MatchableStory): number | undefined =>
    field === 'date' ? story.publishedAt : story.firstSeenAt;
  if (span.kind === 'age') {
    const now = names.now ?? Date.now;
    return {
      kind: 'fact',
      asked: { field, first: now() - span.ms, end: Infinity },
      holds: (story) => (time(story) ?? -Infinity) >= now() - span.ms,
    };
  }
  const first = span.first === undefined ? -Infinity : startOfDay(span.first);
  const end = span.last === undefined ? Infinity : startOfDay(span.last, 1);
  return {
    kind: 'fact',
    asked: { field, first, end },
    holds: (story) => {
      const at = time(story);
      return at !== undefined && at >= first && at < end;
    },
  };
}
