/** Rules as a file that people read and edit. */
import * as v from 'valibot';
import { isNode, LineCounter, parseDocument, stringify } from 'yaml';
import { parseQuery } from '../../../shared/query/parse.ts';
import { type RuleDraft, ruleFields, usualRule } from '../../../shared/rule.ts';

const version = 1;
/** What every file of rules begins with. */
export const fileHead = { 'sitrep-rules': version } as const;

/** The file has a mistake; the message names the line. */
export class InvalidRulesFile extends Error {
  override readonly name = 'InvalidRulesFile';
}

const fileRule = v.strictObject({
  name: v.pipe(v.string('A rule needs a name.'), v.trim(), v.minLength(1, 'A rule needs a name.'), v.maxLength(200)),
  query: v.string('A rule needs a query.'),
  ...ruleFields,
});

/** Writes rules; what is as usual is left out. Feeds of a scope stay behind: their ids mean nothing elsewhere. */
export function printRules(rules: readonly RuleDraft[]): string {
  const usual: Record<string, unknown> = { ...usualRule({ name: '', query: '' }) };
  const names = ['name', 'query', ...Object.keys(ruleFields)] as (keyof RuleDraft)[];
  const printed = rules.map((rule) => {
    const portable = { ...rule, scope: { ...rule.scope, feedIds: [] } };
    return Object.fromEntries(
      names
        .filter((name) => JSON.stringify(portable[name]) !== JSON.stringify(usual[name]))
        .map((name) => [name, portable[name]]),
    );
  });
  return stringify({ ...fileHead, rules: printed }, { lineWidth: 120 });
}

/** Reads what `printRules` wrote, or a person. Throws InvalidRulesFile. */
export function readRules(text: string): RuleDraft[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const fail = (offset: number | undefined, message: string): never => {
    throw new InvalidRulesFile(`Line ${lines.linePos(offset ?? 0).line}: ${message}`);
  };
  const lineOf = (path: readonly unknown[]): number | undefined => {
    for (let length = path.length; length >= 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return undefined;
  };
  const [problem] = document.errors;
  if (problem !== undefined) fail(problem.pos[0], problem.message.split('\n')[0] ?? 'This is not YAML.');
  const content: unknown = document.toJS({ maxAliasCount: 100 });
  const isFile = typeof content === 'object' && content !== null && 'rules' in content && 'sitrep-rules' in content;
  if (!isFile) return fail(0, 'This is no file of rules: it needs "sitrep-rules: 1" and "rules:".');
  if (content['sitrep-rules'] !== version) fail(lineOf(['sitrep-rules']), `Only version ${version} can be read.`);
  const { rules } = content;
  if (!Array.isArray(rules)) return fail(lineOf(['rules']), '"rules" is a list.');
  return rules.map((given: unknown, index) => {
    const parsed = v.safeParse(fileRule, given);
    if (!parsed.success) {
      const [issue] = parsed.issues;
      const path = ['rules', index, ...(issue.path ?? []).map(({ key }) => key)];
      return fail(lineOf(path), issue.message);
    }
    const query = parseQuery(parsed.output.query);
    if (!query.ok) fail(lineOf(['rules', index, 'query']), query.errors[0]?.message ?? 'The query has an error.');
    return parsed.output;
  });
}
