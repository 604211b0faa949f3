/** What may come next in a query: fields, operators, and the names that fields take. */
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { sourceTypes, type TagKind } from '../../shared/model.ts';
import { storyStates } from '../../shared/query/ast.ts';
import type { DeskClient } from '../desk-client.ts';

const fields: readonly Completion[] = Object.entries({
  title: 'words of the title',
  lead: 'words of the first paragraph',
  body: 'words of the text',
  author: 'who wrote it',
  country: 'tag of a country',
  place: 'tag of a place',
  person: 'tag of a person',
  org: 'tag of an organisation',
  system: 'tag of a system',
  topic: 'tag of a topic',
  tag: 'tag of any kind',
  date: 'published',
  seen: 'first seen',
  feed: 'name or address',
  folder: 'folder of feeds',
  lang: 'language code',
  source: 'type of outlet',
  is: 'unread, starred, …',
}).map(([field, detail]) => ({ label: `${field}:`, detail, type: 'keyword' }));

const operators: readonly Completion[] = Object.entries({
  AND: 'both',
  OR: 'one or the other',
  NOT: 'without',
  'NEAR/5': 'at most 5 words between',
  'ONEAR/5': 'the same, in this order',
  'ATLEAST/3': 'so many times or more',
}).map(([label, detail]) => ({ label, detail, apply: label.startsWith('ATLEAST') ? `${label}(` : `${label} ` }));

const languages = { en: 'English', tr: 'Turkish', ru: 'Russian', uk: 'Ukrainian', fa: 'Persian' } as const;
const otherLanguages = { ar: 'Arabic', he: 'Hebrew', fr: 'French', de: 'German', zh: 'Chinese' } as const;
const ages = { '24h': 'last day', '7d': 'last week', '30d': 'last month', '1y': 'last year' } as const;

const described = (values: Readonly<Record<string, string>>): Completion[] =>
  Object.entries(values).map(([label, detail]) => ({ label, detail }));

const valuesOf: Readonly<Record<string, readonly Completion[]>> = {
  is: storyStates.map((label) => ({ label })),
  source: sourceTypes.map((label) => ({ label })),
  lang: described({ ...languages, ...otherLanguages }),
  date: described(ages),
  seen: described(ages),
};

const kindOf: Readonly<Record<string, TagKind>> = {
  country: 'country',
  place: 'place',
  person: 'person',
  org: 'organisation',
  system: 'system',
  topic: 'topic',
};

/** Completions at the cursor; names come from the desk. */
export async function completeQuery(client: DeskClient, context: CompletionContext): Promise<CompletionResult | null> {
  const saved = context.matchBefore(/@[\p{L}\p{M}\p{N}_-]*/u);
  if (saved !== null) return { from: saved.from, options: await savedNames(client) };
  const value = context.matchBefore(/[a-z]+:(?:"[^"]*|[^\s()"]*)/i);
  if (value !== null) {
    const [name = ''] = value.text.split(':', 1);
    const options = await valueCompletions(client, name.toLowerCase(), value.text.slice(name.length + 1));
    return options === null ? null : { from: value.from + name.length + 1, options, filter: options.length > 0 };
  }
  const word = context.matchBefore(/[\p{L}/\d]+/u);
  if (word === null) return context.explicit ? { from: context.pos, options: [...fields, ...operators] } : null;
  return { from: word.from, options: /^[A-Z]/.test(word.text) ? [...operators, ...fields] : fields };
}

async function valueCompletions(
  client: DeskClient,
  field: string,
  typed: string,
): Promise<readonly Completion[] | null> {
  const known = valuesOf[field];
  if (known !== undefined) return known;
  const text = typed.replace(/^"/, '');
  if (field === 'feed') return named((await client.feeds.list()).map(({ title }) => title));
  if (field === 'folder') return named((await client.feeds.list()).flatMap(({ folder }) => folder ?? []));
  const kind = kindOf[field];
  if (kind === undefined && field !== 'tag') return null;
  const found = await client.tags.complete({ text, ...(kind === undefined ? {} : { kind }) });
  return found.map(({ label, entityId }) => ({
    label: typed.startsWith('"') ? `"${label}"` : label,
    detail: entityId,
    apply: kind === undefined ? quoted(entityId) : entityId.slice(entityId.indexOf(':') + 1),
  }));
}

async function savedNames(client: DeskClient): Promise<Completion[]> {
  const saved = await client.search.saved();
  return saved.map(({ name, query }) => ({
    label: /^[\p{L}\p{M}\p{N}_]+$/u.test(name) ? `@${name}` : `@"${name}"`,
    detail: query,
  }));
}

function named(names: readonly string[]): Completion[] {
  return [...new Set(names)].map((name) => ({ label: name, apply: quoted(name) }));
}

function quoted(name: string): string {
  return /^[\p{L}\p{N}_.:-]+$/u.test(name) ? name : `"${name.replaceAll('"', ' ')}"`;
}
