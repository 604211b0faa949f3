/** Says of each part of a query whether a story meets it, in words: why a rule fires on it, or why not. */
import type { Explained } from '../../../shared/model.ts';
import type { Query, TextField } from '../../../shared/query/ast.ts';
import { printQuery } from '../../../shared/query/print.ts';
import { compileQuery, type QueryNames } from './compile.ts';
import type { MatchableStory } from './matchable-story.ts';
import { createMatcher } from './percolate.ts';

interface Asking {
  readonly story: MatchableStory;
  readonly names: QueryNames;
  /** The field that the part stands in; undefined for title and body. */
  readonly field: TextField | undefined;
  /** The label of an entity of the story. */
  readonly labelOf: (entityId: string) => string;
}

/** The query as a tree, each part with whether it holds. Throws QueryNotSupported for what cannot be matched. */
export function explainMatch(
  query: Query,
  story: MatchableStory,
  names: QueryNames,
  labelOf: (entityId: string) => string = (id) => id,
): Explained {
  return explain(query, { story, names, field: undefined, labelOf });
}

function explain(query: Query, asking: Asking): Explained {
  const holds = matches(query, asking);
  switch (query.kind) {
    case 'and':
    case 'or': {
      const children = query.children.map((child) => explain(child, asking));
      const met = children.filter((child) => child.holds).length;
      const sentence =
        query.kind === 'and'
          ? `All ${children.length} are needed; ${met} ${met === 1 ? 'is' : 'are'} met`
          : `One of ${children.length} is needed; ${met} ${met === 1 ? 'is' : 'are'} met`;
      return { holds, sentence: query.kind === 'and' && holds ? `All ${children.length} are met` : sentence, children };
    }
    case 'not':
      return {
        holds,
        sentence: holds ? 'What must not be is not there' : 'What must not be is there',
        children: [explain(query.child, asking)],
      };
    case 'field':
      return explain(query.child, { ...asking, field: query.field });
    case 'saved': {
      const saved = asking.names.resolveSaved?.(query.name);
      const children = saved === undefined ? [] : [explain(saved, asking)];
      return { holds, sentence: `The saved search “${query.name}” is ${holds ? '' : 'not '}met`, children };
    }
    default:
      return { holds, sentence: sentenceOf(query, holds, asking), children: [] };
  }
}

function sentenceOf(query: Query, holds: boolean, asking: Asking): string {
  const { story, labelOf } = asking;
  const written = printQuery(query);
  switch (query.kind) {
    case 'term':
    case 'regex':
      return standing(written, query, asking);
    case 'near':
      return nearSentence(query, holds, asking);
    case 'atleast':
      return `${standing(printQuery(query.child), query.child, asking)}; at least ${query.count} are asked for`;
    case 'entity': {
      const compiled = compileQuery(query, asking.names);
      const tag = compiled.kind === 'entity' ? story.tags?.find((id) => compiled.ids.has(id)) : undefined;
      return tag === undefined
        ? `${written}: the story has no such tag`
        : `${written}: the story is tagged ${labelOf(tag)}`;
    }
    case 'fact':
    case 'date':
      return `${written}: the story ${holds ? 'is' : 'is not'} so`;
    default:
      return `${written} ${holds ? 'is met' : 'is not met'}`;
  }
}

function standing(written: string, query: Query, asking: Asking): string {
  const { field } = asking;
  const spans = spansOf(query, asking);
  if (spans === undefined) return `${written} does not stand in the ${field ?? 'story'}`;
  const inTitle = spans.filter((span) => span.field === 'title').length;
  const times = spans.length === 1 ? 'once' : `${spans.length} times`;
  if (field !== undefined) return `${written} stands in the ${field}`;
  return `${written} stands ${times}: ${inTitle} in the title, ${spans.length - inTitle} in the text`;
}

const farthest = 4096;

function nearSentence(query: Query & { readonly kind: 'near' }, holds: boolean, asking: Asking): string {
  const left = printQuery(query.left);
  const right = printQuery(query.right);
  if (holds) return `${left} and ${right} stand within ${query.distance} words of each other`;
  for (const [side, written] of [
    [query.left, left],
    [query.right, right],
  ] as const)
    if (!matches(side, asking)) return standing(written, side, asking);
  const within = (distance: number): boolean => matches({ ...query, distance }, asking);
  const order = query.ordered ? ' in this order' : '';
  if (!within(farthest)) return `${left} and ${right} never stand near each other${order}`;
  let [least, most] = [query.distance + 1, farthest];
  while (least < most) {
    const middle = Math.floor((least + most) / 2);
    if (within(middle)) most = middle;
    else least = middle + 1;
  }
  return `${left} and ${right}${order}: at most ${query.distance} words between are asked for, the nearest have ${least}`;
}

function matches(query: Query, asking: Asking): boolean {
  return spansOf(query, asking) !== undefined;
}

function spansOf(query: Query, { story, names, field }: Asking) {
  const child: Query = field === undefined ? query : { kind: 'field', field, child: query, from: 0, to: 0 };
  return createMatcher(compileQuery(child, names)).match(story);
}
