import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileQuery } from '../../../electron/desk/rule/compile.ts';
import { createMatcher, createPercolator } from '../../../electron/desk/rule/percolate.ts';
import type { Query } from '../../../shared/query/ast.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { queryText } from '../../shared/query/random-query.ts';
import { naiveMatch } from './naive-match.ts';
import { makeStories, now } from './random-stories.ts';

const names = { now: () => now };

function parsed(text: string): Query {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(text);
  return result.query;
}

test('many rules together find what each finds alone, while rules come and go and words turn out common or rare', () => {
  const stories = makeStories(300);
  fc.assert(
    fc.property(fc.array(queryText, { minLength: 20, maxLength: 60 }), fc.infiniteStream(fc.nat(99)), (texts, draw) => {
      const rules = texts.map((text, index) => ({ id: String(index), query: parsed(text) }));
      const alone = new Map(rules.map(({ id, query }) => [id, createMatcher(compileQuery(query, names))]));
      const running = new Set(rules.slice(0, rules.length / 2).map(({ id }) => id));
      const percolator = createPercolator(rules.slice(0, rules.length / 2), names);
      for (const story of stories) {
        const changed = rules[(draw.next().value ?? 0) % rules.length];
        // Adding a rule that runs already replaces it.
        if (changed !== undefined && (draw.next().value ?? 0) < 30) {
          if ((draw.next().value ?? 0) < 50) {
            percolator.add(changed);
            running.add(changed.id);
          } else {
            percolator.remove(changed.id);
            running.delete(changed.id);
          }
        }
        const together = new Map(percolator.match(story).map(({ ruleId, spans }) => [ruleId, spans]));
        for (const { id } of rules) {
          const expected = running.has(id) ? alone.get(id)?.match(story) : undefined;
          expect([texts[Number(id)], together.get(id)]).toEqual([texts[Number(id)], expected]);
        }
      }
    }),
    { numRuns: 12 },
  );
}, 120_000);

test('the matcher means what the words say', () => {
  const stories = makeStories(60);
  fc.assert(
    fc.property(queryText, (text) => {
      const compiled = compileQuery(parsed(text), names);
      const matcher = createMatcher(compiled);
      for (const story of stories)
        expect([text, story, matcher.match(story) !== undefined]).toEqual([text, story, naiveMatch(compiled, story)]);
    }),
    { numRuns: 1500 },
  );
}, 120_000);
