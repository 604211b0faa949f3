import fs from 'node:fs';
import type { Explained } from '../../shared/model.ts';
import { type Severity, severities } from '../../shared/rule.ts';
import { type Arguments, WrongUsage } from './arguments.ts';
import { clock, columns } from './columns.ts';
import type { Command, DeskClient, Output } from './command.ts';

const usage =
  'rules add --name N --query Q [--severity S] [--trigger T] | list | test --query Q [--days N] | remove ID | explain ID STORY | export | import FILE';

export const rules: Command = {
  usage,
  options: {
    name: { type: 'string' },
    query: { type: 'string' },
    severity: { type: 'string' },
    trigger: { type: 'string' },
    days: { type: 'string' },
  },
  run(desk, args) {
    const [action, word, other] = args.words;
    if (action === 'add') return add(desk, args);
    if (action === 'list') return list(desk);
    if (action === 'test') return test(desk, args);
    if (action === 'export') return exportAll(desk);
    if (action === 'import' && word !== undefined) return importFile(desk, word);
    if (action === 'explain' && other !== undefined) return explain(desk, Number(word), Number(other));
    if (action === 'remove' && word !== undefined) return remove(desk, Number(word));
    throw new WrongUsage(`Usage: sitrep ${usage}`);
  },
};

async function add(desk: DeskClient, args: Arguments): Promise<Output> {
  const name = args.text('name');
  const query = args.text('query');
  const trigger = args.text('trigger') ?? 'each-story';
  if (name === undefined || query === undefined) throw new WrongUsage('rules add takes --name and --query.');
  if (trigger !== 'each-story' && trigger !== 'each-cluster')
    throw new WrongUsage('--trigger is each-story or each-cluster; the others have numbers: use rules import.');
  const rule = await desk.rules.save({ name, query, trigger, severity: severityOf(args.text('severity')) });
  return { json: rule, text: `Rule ${rule.id} "${rule.name}" fires on what arrives from now on.` };
}

function severityOf(text: string | undefined): Severity {
  const severity = severities.find((known) => known === (text ?? 'watch'));
  if (severity === undefined) throw new WrongUsage(`--severity is one of ${severities.join(', ')}.`);
  return severity;
}

async function list(desk: DeskClient): Promise<Output> {
  const all = await desk.rules.list();
  if (all.length === 0) return { json: all, text: 'No rules yet. Add one: sitrep rules add --name N --query Q' };
  const rows = all.map((rule) => [
    String(rule.id),
    rule.severity,
    `${rule.alerts} alerts`,
    rule.lastFiredAt === undefined ? 'never fired' : clock(rule.lastFiredAt),
    rule.name,
    [
      rule.query,
      ...(rule.problem === undefined ? [] : [`(does not run: ${rule.problem})`]),
      ...rule.notes.map((note) => `(${note})`),
    ].join('  '),
  ]);
  return { json: all, text: columns(rows) };
}

async function test(desk: DeskClient, args: Arguments): Promise<Output> {
  const query = args.text('query');
  if (query === undefined) throw new WrongUsage('rules test takes --query.');
  const result = await desk.rules.test({ query, days: args.number('days', 1) ?? 30 });
  const samples = result.samples.map(({ publishedAt, feed, title }) => `  ${clock(publishedAt)}  ${feed}  ${title}`);
  const text = [`${result.hits} of ${result.stories} stories of the last ${result.days} days.`, ...samples];
  return { json: result, text: text.join('\n') };
}

async function exportAll(desk: DeskClient): Promise<Output> {
  const { yaml } = await desk.rules.export();
  return { json: { yaml }, text: yaml.trimEnd() };
}

async function importFile(desk: DeskClient, file: string): Promise<Output> {
  const result = await desk.rules.import({ yaml: readText(file) });
  return { json: result, text: `Added ${result.added} rules, replaced ${result.replaced}.` };
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new WrongUsage(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function explain(desk: DeskClient, ruleId: number, storyId: number): Promise<Output> {
  if (!Number.isSafeInteger(ruleId) || !Number.isSafeInteger(storyId))
    throw new WrongUsage('rules explain takes the id of a rule and the id of a story.');
  const told = await desk.rules.explain({ ruleId, storyId });
  return { json: told, text: lines(told, '').join('\n') };
}

function lines({ holds, sentence, children }: Explained, indent: string): string[] {
  return [`${indent}${holds ? '+' : '-'} ${sentence}`, ...children.flatMap((child) => lines(child, `${indent}  `))];
}

async function remove(desk: DeskClient, id: number): Promise<Output> {
  if (!Number.isSafeInteger(id)) throw new WrongUsage('rules remove takes an id, as in `sitrep rules list`.');
  const { removed } = await desk.rules.remove({ id });
  const text = removed === 1 ? `Removed rule ${id}. Its alerts are kept.` : `There is no rule ${id}.`;
  return { json: { removed }, text, failed: removed === 0 };
}
