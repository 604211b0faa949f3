/**
 * What is wrong with a pattern, and where. The desk runs patterns with RE2, in linear time; this finds mistakes as they
 * are typed, without it. `undefined` means that nothing was found here, and RE2 has the last word.
 */
import type { Problem } from './problem.ts';

/** The first mistake of a pattern's source, as it stands between the slashes; offsets are in that source. */
export function patternError(source: string): Problem | undefined {
  return structureError(source) ?? wholeError(source);
}

function structureError(source: string): Problem | undefined {
  const open: number[] = [];
  let repeatable = false;
  for (let at = 0; at < source.length; ) {
    const piece = pieceAt(source, at);
    const here = { from: at, to: at + piece.length };
    if (piece.startsWith('[')) {
      if (!/[^\\]\]$|\\\\\]$/.test(piece))
        return { from: at, to: at + 1, message: 'This [ is never closed. A / inside it is written \\/.' };
    } else if (/^\\[1-9]/.test(piece)) return { ...here, message: 'A pattern cannot refer back to what it matched.' };
    else if (/^\(\?<?[=!]$/.test(piece)) return { ...here, message: 'A pattern cannot look ahead or behind.' };
    else if (piece.startsWith('(')) {
      // `(?i)` sets flags and holds nothing.
      if (!piece.endsWith(')')) open.push(at);
    } else if (piece === ')' && open.pop() === undefined) return { ...here, message: 'There is no ( for this ).' };
    else if (/^([*+?]|\{\d)/.test(piece) && !repeatable)
      return { ...here, message: `There is nothing that ${piece} could repeat.` };
    else if (/^\{\d/.test(piece)) {
      const error = countError(piece);
      if (error !== undefined) return { ...here, message: error };
    }
    repeatable = !/^(\(|[*+?{|^])/.test(piece);
    at += piece.length;
  }
  const unclosed = open.at(-1);
  return unclosed === undefined ? undefined : { from: unclosed, to: unclosed + 1, message: 'This ( is never closed.' };
}

/** An escape, a class, the head of a group, a repetition with its laziness, or one character. */
function pieceAt(source: string, at: number): string {
  pieces.lastIndex = at;
  return pieces.exec(source)?.[0] ?? source.charAt(at);
}

const pieces =
  /\\[pP]\{[^}]{0,60}\}|\\x\{[^}]{0,8}\}|\\[1-9]\d*|\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]?|\((?:\?(?:<?[=!]|P?<\w+>|[imsU-]*[:)]))?|[*+?]\??|\{\d+(?:,\d*)?\}\??|./suy;

function countError(piece: string): string | undefined {
  const [least = 0, most = least] = piece
    .slice(1, piece.indexOf('}'))
    .split(',')
    .map((bound) => (bound === '' ? undefined : Number(bound)));
  if (least > most) return 'The higher number stands second.';
  return Math.max(least, most) > 1000 ? 'A pattern repeats at most 1000 times.' : undefined;
}

/** Mistakes inside classes and escapes: JavaScript knows the same ones, but not their places. */
function wholeError(source: string): Problem | undefined {
  const comparable = source
    .replace(/\(\?P</g, '(?<')
    .replace(/\(\?[imsU]*-?[imsU]*\)/g, '(?:)')
    .replace(/\(\?[imsU]*-?[imsU]*:/g, '(?:');
  try {
    new RegExp(comparable);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message.replace(/^.*: /s, '') : String(error);
    return { from: 0, to: source.length, message: `The pattern has an error: ${message}.` };
  }
}
