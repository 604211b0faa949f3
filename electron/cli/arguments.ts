/** Reads the words after a command. */
import { parseArgs } from 'node:util';

/** The command was called wrongly; the message says how to call it. Exit code 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

type OptionKind = { readonly type: 'string' | 'boolean'; readonly multiple?: boolean };
export type OptionKinds = Readonly<Record<string, OptionKind>>;

/** What every command takes. */
export const commonOptions = {
  folder: { type: 'string' },
  json: { type: 'boolean' },
  allow: { type: 'string', multiple: true },
} as const satisfies OptionKinds;

export interface CommonOptions {
  readonly folder: string | undefined;
  readonly json: boolean;
  readonly allow: readonly string[];
}

export interface Arguments {
  readonly words: readonly string[];
  readonly common: CommonOptions;
  text(name: string): string | undefined;
  flag(name: string): boolean;
  /** Every value of an option that may be repeated. */
  list(name: string): readonly string[];
  /** A whole number of at least `least`. Throws WrongUsage for anything else. */
  number(name: string, least: number): number | undefined;
}

/** Parses `argv` by the command's own options and the common ones. Throws WrongUsage. */
export function readArguments(argv: readonly string[], options: OptionKinds, usage: string): Arguments {
  // Ids of stories from before 2020 are negative; parseArgs would take them for options.
  const negative = argv.filter((word) => /^-\d+$/.test(word));
  const rest = argv.filter((word) => !/^-\d+$/.test(word));
  const parsed = tryParse(rest, { ...commonOptions, ...options }, usage);
  const { values } = parsed;
  const text = (name: string): string | undefined => (typeof values[name] === 'string' ? values[name] : undefined);
  const list = (name: string): string[] => (Array.isArray(values[name]) ? values[name].map(String) : []);
  const allow = list('allow');
  for (const pair of allow)
    if (!/^(\[[0-9a-f:]+\]|[^:\s]+):\d{1,5}$/i.test(pair))
      throw new WrongUsage(`--allow takes HOST:PORT, not "${pair}".`);
  return {
    words: [...parsed.positionals, ...negative],
    common: { folder: text('folder'), json: values.json === true, allow },
    text,
    flag: (name) => values[name] === true,
    list,
    number(name, least) {
      const given = text(name);
      if (given === undefined) return undefined;
      const number = Number(given);
      if (!Number.isInteger(number) || number < least)
        throw new WrongUsage(`--${name} takes a whole number from ${least} on, not "${given}".`);
      return number;
    },
  };
}

function tryParse(args: readonly string[], options: OptionKinds, usage: string) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true }) as {
      values: Record<string, unknown>;
      positionals: string[];
    };
  } catch (error) {
    throw new WrongUsage(`${error instanceof Error ? error.message : String(error)}\nUsage: sitrep ${usage}`);
  }
}
