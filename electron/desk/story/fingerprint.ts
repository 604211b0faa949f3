import { createHash } from 'node:crypto';

/**
 * What makes two states of a story the same: the letters and digits of title and text. White space, punctuation and
 * letter case are left out, so that a site's re-rendering is no edit. 32 hex digits.
 */
export function fingerprint(title: string, text: string): string {
  const letters = (value: string): string =>
    value
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '');
  return createHash('sha256')
    .update(`${letters(title)}\n${letters(text)}`)
    .digest('hex')
    .slice(0, 32);
}
