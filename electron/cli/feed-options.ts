/** The settings of a feed as options of `feeds add` and `feeds set`. */
import fs from 'node:fs';
import { fullTextModes, sourceTypes } from '../../shared/model.ts';
import { type Arguments, type OptionKinds, WrongUsage } from './arguments.ts';
import type { DeskClient } from './command.ts';

export type FeedSettings = Omit<Parameters<DeskClient['feeds']['update']>[0], 'id'>;

export const feedOptions: OptionKinds = {
  title: { type: 'string' },
  in: { type: 'string' },
  language: { type: 'string' },
  country: { type: 'string' },
  type: { type: 'string' },
  interval: { type: 'string' },
  'full-text': { type: 'string' },
  'user-agent': { type: 'string' },
  header: { type: 'string', multiple: true },
  user: { type: 'string' },
  'password-file': { type: 'string' },
  proxy: { type: 'string' },
  timeout: { type: 'string' },
  'max-bytes': { type: 'string' },
  'max-redirects': { type: 'string' },
  enable: { type: 'boolean' },
  disable: { type: 'boolean' },
};

export const feedOptionsUsage =
  '[--title T] [--in FOLDER] [--language xx] [--country XX] [--type T] [--interval MINUTES|auto] [--full-text MODE] ' +
  '[--user-agent UA] [--header "Name: value"]… [--user NAME[:PASSWORD]] [--password-file FILE|-] ' +
  '[--proxy system|none|URL] [--timeout SECONDS] [--max-bytes N] [--max-redirects N] [--enable|--disable]';

/** The settings that the options name. Throws WrongUsage for what cannot be meant. */
export function readFeedOptions(args: Arguments): FeedSettings {
  const { text } = args;
  const choice = <T extends string>(name: string, known: readonly T[]): T | undefined => {
    const given = text(name);
    if (given === undefined) return undefined;
    const found = known.find((one) => one === given);
    if (found === undefined) throw new WrongUsage(`--${name} takes one of ${known.join(', ')}, not "${given}".`);
    return found;
  };
  if (args.flag('enable') && args.flag('disable')) throw new WrongUsage('Give --enable or --disable, not both.');
  const headers = args.list('header').map(readHeader);
  const settings: FeedSettings = {
    title: text('title'),
    folder: text('in'),
    language: text('language'),
    country: text('country'),
    sourceType: choice('type', sourceTypes),
    intervalMs: readInterval(args),
    fullText: choice('full-text', fullTextModes),
    userAgent: text('user-agent'),
    headers: headers.length === 0 ? undefined : headers.filter(({ name }) => name !== ''),
    ...readUser(args),
    proxy: text('proxy'),
    timeoutMs: scaled(args.number('timeout', 1), 1000),
    maxBytes: args.number('max-bytes', 1),
    maxRedirects: args.number('max-redirects', 0),
    enabled: args.flag('enable') ? true : args.flag('disable') ? false : undefined,
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

/** `--header ""` takes all headers away. */
function readHeader(line: string): { name: string; value?: string } {
  if (line === '') return { name: '' };
  const colon = line.indexOf(':');
  if (colon < 1) throw new WrongUsage(`--header takes "Name: value", not "${line}".`);
  return { name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() };
}

function readInterval(args: Arguments): number | null | undefined {
  if (args.text('interval') === 'auto') return null;
  return scaled(args.number('interval', 5), 60_000);
}

function scaled(value: number | undefined, unit: number): number | undefined {
  return value === undefined ? undefined : value * unit;
}

/** A password may come in a file or by `-` from standard input: other programs can read the words of a command. */
function readUser(args: Arguments): { username?: string; password?: string } {
  const [username, ...rest] = args.text('user')?.split(':') ?? [];
  const file = args.text('password-file');
  const password = file === undefined ? (rest.length === 0 ? undefined : rest.join(':')) : readPassword(file);
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  };
}

function readPassword(file: string): string {
  try {
    return fs.readFileSync(file === '-' ? 0 : file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new WrongUsage(`--password-file cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
