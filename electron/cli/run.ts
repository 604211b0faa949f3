/** Finds the command that was asked for, and tells how it ended. */
import v8 from 'node:v8';
import { ORPCError } from '@orpc/client';
import { ArchiveError } from '../desk/store/database.ts';
import { FolderInUse } from '../desk/store/folder-lock.ts';
import { version } from '../desk/version.ts';
import { alerts } from './alerts.ts';
import { readArguments, WrongUsage } from './arguments.ts';
import { backup } from './backup.ts';
import { bench } from './bench.ts';
import { check } from './check.ts';
import type { Command, Output } from './command.ts';
import { connect } from './connect.ts';
import { entities } from './entities.ts';
import { exportStories } from './export.ts';
import { feeds } from './feeds.ts';
import { poll } from './poll.ts';
import { restore, restoreUsage } from './restore.ts';
import { retention } from './retention.ts';
import { rules } from './rules.ts';
import { search } from './search.ts';
import { serve, serveOptions, serveUsage } from './serve.ts';
import { story } from './story.ts';
import { tag } from './tag.ts';
import { thin } from './thin.ts';

const commands: Readonly<Record<string, Command>> = {
  ...{ poll, feeds, search, story, rules, alerts, tag, entities, check, backup, retention, thin },
  export: exportStories,
};

const help = [
  `Sitrep ${version}. Usage: sitrep COMMAND [options]`,
  '',
  ...[serveUsage, ...Object.values(commands).map(({ usage }) => usage), restoreUsage, 'bench NAME'].map(
    (usage) => `  ${usage}`,
  ),
  '',
  'Every command takes --folder DIR (where the archive is kept), --json (one JSON document on stdout)',
  'and --allow HOST:PORT (this loopback or private address may be reached; repeatable).',
].join('\n');

/** Runs a command. Gives the exit code: 0 done, 1 a failure that it explains, 2 wrong usage. */
export async function run([name, ...argv]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(`${help}\n`);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const json = argv.includes('--json');
  try {
    if (name === 'serve') return await serve(readArguments(argv, serveOptions, serveUsage));
    if (name === 'restore') return await restore(readArguments(argv, {}, restoreUsage));
    if (name === 'bench') return await bench(readArguments(argv, {}, 'bench NAME'));
    const command = commands[name];
    if (command === undefined) throw new WrongUsage(`There is no command "${name}".\n\n${help}`);
    const output = await runCommand(command, argv);
    process.stdout.write(json ? `${JSON.stringify(output.json)}\n` : `${output.text}\n`);
    return output.failed === true ? 1 : 0;
  } catch (error) {
    return explain(error, json);
  }
}

async function runCommand(command: Command, argv: readonly string[]): Promise<Output> {
  // A command is over soon: its heap had better stay small than collect its garbage rarely. Growing freely, the part
  // for young objects alone takes 100 MB within the first seconds.
  v8.setFlagsFromString('--semi-space-growth-factor=1');
  const args = readArguments(argv, command.options, command.usage);
  const connection = await connect(args.common);
  try {
    return await command.run(connection.desk, args);
  } finally {
    await connection.close();
  }
}

/** A failure the user can do something about gets its sentence; anything else is a bug and shows where. */
function explain(error: unknown, json: boolean): number {
  // The contract does not take a value, such as an address of 10,000 letters.
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') return explain(new WrongUsage(error.message), json);
  const declared = error instanceof ORPCError && error.defined;
  if (declared || error instanceof WrongUsage || error instanceof ArchiveError || error instanceof FolderInUse) {
    const details = declared ? { code: error.code, data: error.data } : {};
    if (json) process.stdout.write(`${JSON.stringify({ error: error.message, ...details })}\n`);
    process.stderr.write(`${error.message}\n`);
    return error instanceof WrongUsage ? 2 : 1;
  }
  if (json)
    process.stdout.write(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`);
  const system = error instanceof Error && 'syscall' in error;
  process.stderr.write(`${system ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
}
