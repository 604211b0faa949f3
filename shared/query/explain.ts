import type { Query } from './ast.ts';

/** The query in one English sentence. */
export function explainQuery(query: Query): string {
  return `Stories that ${explain(query)}.`;
}

function explain(query: Query): string {
  switch (query.kind) {
    case 'or':
    case 'and':
      return query.children.map(inner).join(query.kind === 'or' ? ' or ' : ' and ');
    case 'not':
      return `do not match: ${inner(query.child)}`;
    case 'near': {
      const order = query.ordered ? ' in this order' : '';
      return `have ${operand(query.left)} and ${operand(query.right)} with at most ${query.distance} words between them${order}`;
    }
    case 'atleast':
      return `have ${operand(query.child)} at least ${query.count} times`;
    case 'field':
      return `in the ${query.field} ${inner(query.child)}`;
    case 'fact':
      return query.field === 'is' ? `are ${query.value}` : `have the ${factNames[query.field]} ${query.value}`;
    case 'entity':
      return `are tagged with the ${entityNames[query.field]} ${query.value}`;
    case 'date': {
      const verb = query.field === 'date' ? 'were published' : 'were first seen';
      if (query.span.kind === 'age') return `${verb} in the last ${explainAge(query.span.ms)}`;
      const { first, last } = query.span;
      if (first !== undefined && first === last) return `${verb} on ${first}`;
      return `${verb}${first === undefined ? '' : ` from ${first}`}${last === undefined ? '' : ` until ${last}`}`;
    }
    case 'regex':
      return `match the pattern /${query.pattern}/`;
    case 'saved':
      return `match the saved search "${query.name}"`;
    case 'term':
      return `have ${operand(query)}`;
    default:
      return query satisfies never;
  }
}

function explainAge(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes % 1440 === 0 && minutes > 1440) return `${minutes / 1440} days`;
  if (minutes % 60 !== 0) return `${minutes} minutes`;
  return minutes === 60 ? 'hour' : `${minutes / 60} hours`;
}

const factNames = { feed: 'feed', folder: 'folder', lang: 'language', source: 'source type', is: 'state' } as const;
const entityNames = {
  tag: 'tag',
  country: 'country',
  place: 'place',
  person: 'person',
  org: 'organisation',
  system: 'system',
  topic: 'topic',
} as const;

function inner(query: Query): string {
  return query.kind === 'or' || query.kind === 'and' ? `(${explain(query)})` : explain(query);
}

function operand(query: Query): string {
  if (query.kind === 'or') return `(${query.children.map(operand).join(' or ')})`;
  if (query.kind !== 'term') return explain(query);
  if (query.exact) return `exactly "${query.text}"`;
  return query.prefix ? `words that start with "${query.text}"` : `"${query.text}"`;
}
