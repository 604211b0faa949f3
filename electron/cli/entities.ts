import fs from 'node:fs';
import path from 'node:path';
import { type TagKind, tagKinds } from '../../shared/model.ts';
import { type Arguments, WrongUsage } from './arguments.ts';
import { columns } from './columns.ts';
import type { Command, DeskClient, Output } from './command.ts';

const usage =
  'entities list [--text T] [--kind K] [--own] | add --kind K --label L [--alias A]... [--language L] | export [FILE] | import FILE|-';

export const entities: Command = {
  usage,
  options: {
    text: { type: 'string' },
    kind: { type: 'string' },
    own: { type: 'boolean' },
    label: { type: 'string' },
    alias: { type: 'string', multiple: true },
    language: { type: 'string' },
  },
  run(desk, args) {
    const [action, file] = args.words;
    if (action === 'list') return list(desk, args);
    if (action === 'add') return add(desk, args);
    if (action === 'export') return exportTo(desk, file);
    if (action === 'import' && file !== undefined) return importFrom(desk, file);
    throw new WrongUsage(`Usage: sitrep ${usage}`);
  },
};

async function list(desk: DeskClient, args: Arguments): Promise<Output> {
  const [text, kind] = [args.text('text'), kindOf(args.text('kind'))];
  const found = await desk.entities.list({
    own: args.flag('own'),
    ...(text === undefined ? {} : { text }),
    ...(kind === undefined ? {} : { kind }),
  });
  if (found.length === 0) return { json: found, text: 'No entity has this name.' };
  const rows = found.map(({ entityId, label, source, disabled, stories }) => [
    entityId,
    disabled ? 'disabled' : source,
    `${stories} stories`,
    label,
  ]);
  return { json: found, text: columns(rows) };
}

async function add(desk: DeskClient, args: Arguments): Promise<Output> {
  const [kind, label] = [kindOf(args.text('kind')), args.text('label')];
  if (kind === undefined || label === undefined) throw new WrongUsage('entities add takes --kind and --label.');
  const names = args.list('alias').length === 0 ? [label] : args.list('alias');
  const language = args.text('language') ?? '*';
  const saved = await desk.entities.save({ kind, label, aliases: names.map((text) => ({ text, language })) });
  return { json: saved, text: `Added ${saved.entityId}. Stored stories are tagged anew while Sitrep runs.` };
}

async function exportTo(desk: DeskClient, file: string | undefined): Promise<Output> {
  const { yaml } = await desk.entities.exportYaml();
  if (file === undefined) return { json: { yaml }, text: yaml.trimEnd() };
  const target = path.resolve(file);
  try {
    fs.writeFileSync(target, yaml);
  } catch (error) {
    throw new WrongUsage(`The file cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { json: { path: target, bytes: Buffer.byteLength(yaml) }, text: `Wrote ${target}.` };
}

async function importFrom(desk: DeskClient, file: string): Promise<Output> {
  let yaml: string;
  try {
    yaml = fs.readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new WrongUsage(`The file cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const done = await desk.entities.importYaml({ yaml });
  return { json: done, text: `${done.added} entities added, ${done.changed} changed.` };
}

function kindOf(word: string | undefined): TagKind | undefined {
  if (word === undefined) return undefined;
  const kind = tagKinds.find((known) => known === word);
  if (kind === undefined) throw new WrongUsage(`--kind is one of ${tagKinds.join(', ')}.`);
  return kind;
}
