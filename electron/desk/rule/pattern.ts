/**
 * Patterns of users, bounded. RE2 takes linear time, but linear in the size of the pattern too: `[a-z ]{1,1000}` follows
 * a thousand threads for each letter. Measured on a loaded machine: at most 30 ns a step and letter, so that these bounds
 * keep the worst pattern within about 100 ms a story.
 */
import { RE2JS } from 're2js';
import { QueryNotSupported } from './query-not-supported.ts';

const mostSteps = 1000;
/** Steps times UTF-16 units of text. The largest pattern reads 3,000 units, a usual one of 20 steps 150,000. */
const mostWork = 3_000_000;
const longestMarkingMs = 50;

/** Throws QueryNotSupported for a pattern that RE2 does not take, or that is too large. */
export function compilePattern(pattern: string, flags: string): RE2JS {
  let bits = 0;
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('m')) bits |= RE2JS.MULTILINE;
  if (flags.includes('s')) bits |= RE2JS.DOTALL;
  const compiled = compile(pattern, bits);
  const steps = compiled.programSize();
  if (steps > mostSteps)
    throw new QueryNotSupported(
      `The pattern /${pattern}/ is too large: it takes ${steps} steps, ${mostSteps} are the most. Repeat less in it, or use NEAR.`,
    );
  return compiled;
}

function compile(pattern: string, bits: number): RE2JS {
  try {
    return RE2JS.compile(pattern, bits);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new QueryNotSupported(`The pattern /${pattern}/ cannot be used: ${reason}.`);
  }
}

/** Whether `pattern` stands in `text`, as far as it is read. */
export function patternStands(pattern: RE2JS, text: string): boolean {
  return pattern.matcher(readable(pattern, text)).find();
}

/** Where `pattern` stands in `text`, at most `most` times, empty matches left out. */
export function patternPlaces(pattern: RE2JS, text: string, most: number): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = [];
  const matcher = pattern.matcher(readable(pattern, text));
  // Each search may read all that is left before it settles for a short match.
  const end = performance.now() + longestMarkingMs;
  while (places.length < most && matcher.find()) {
    if (matcher.end() > matcher.start()) places.push({ from: matcher.start(), to: matcher.end() });
    if (performance.now() > end) break;
  }
  return places;
}

function readable(pattern: RE2JS, text: string): string {
  return text.slice(0, Math.floor(mostWork / pattern.programSize()));
}
