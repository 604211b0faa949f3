import { explainQuery } from '../../../shared/query/explain.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { printQuery } from '../../../shared/query/print.ts';

/**
 * Throws unless `text` parses to something that prints to itself, or gives errors that lie inside it. Gives whether it
 * parsed.
 */
export function checkQuery(text: string): boolean {
  const parsed = parseQuery(text);
  for (const { from, to, message, fix } of parsed.ok ? parsed.warnings : parsed.errors) {
    if (!(from >= 0 && from <= to && to <= text.length && message !== ''))
      throw new Error(`${JSON.stringify(text)}: "${message}" at ${from} to ${to}`);
    if (fix !== undefined && !(fix.from >= 0 && fix.from <= fix.to && fix.to <= text.length))
      throw new Error(`${JSON.stringify(text)}: the fix of "${message}" lies at ${fix.from} to ${fix.to}`);
  }
  if (!parsed.ok) {
    if (parsed.errors.length === 0) throw new Error(`${JSON.stringify(text)}: neither a query nor an error`);
    return false;
  }
  const printed = printQuery(parsed.query);
  const again = parseQuery(printed);
  if (!again.ok)
    throw new Error(`${JSON.stringify(text)} prints as ${JSON.stringify(printed)}: ${again.errors[0]?.message}`);
  if (printQuery(again.query) !== printed)
    throw new Error(`${JSON.stringify(text)} prints as ${JSON.stringify(printed)}, then as ${printQuery(again.query)}`);
  if (!explainQuery(parsed.query).startsWith('Stories that ')) throw new Error(`${text} has no explanation`);
  return true;
}
