import fs from 'node:fs';
import { parse, stringify } from 'yaml';
import type { StarterTheme } from '../../../shared/model.ts';
import { fileHead, readRules } from './rules-file.ts';

/** The rules that ship with Sitrep to start from, by theme. Throws InvalidRulesFile that says what is wrong in the file. */
export function readStarterRules(): StarterTheme[] {
  const text = fs.readFileSync(new URL('./starter-rules.yaml', import.meta.url), 'utf8');
  const themes = parse(text) as readonly { readonly theme: string; readonly rules: unknown }[];
  return themes.map(({ theme, rules }) => ({ theme, rules: readRules(stringify({ ...fileHead, rules })) }));
}
