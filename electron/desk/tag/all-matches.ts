/**
 * All matches of a global expression, as `text.matchAll(pattern)` gives them. That makes a copy of the expression at each
 * call, which is compiled anew whenever two collections of garbage have emptied the engine's cache: a millisecond for one
 * with classes of letters, a hundred for the largest.
 */
export function allMatches(text: string, pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    matches.push(match);
    if (match[0] === '') pattern.lastIndex++;
  }
  return matches;
}
