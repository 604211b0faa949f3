import fs from 'node:fs';
import type { RuleDraft } from '../../../shared/rule.ts';
import { readRules } from './rules-file.ts';

/** The rules that ship with Sitrep to start from. Throws InvalidRulesFile that names what is wrong in the file. */
export function readStarterRules(): RuleDraft[] {
  return readRules(fs.readFileSync(new URL('./starter-rules.yaml', import.meta.url), 'utf8'));
}
