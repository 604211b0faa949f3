import { parseBody } from './body-from-html.ts';
import { printBody } from './print-body.ts';

/**
 * Untrusted HTML as safe HTML: parsed into the typed tree and printed from it, so that only what the tree can say
 * comes out. Links are http, https or mailto; pictures stand as `data-src` until they are cached.
 */
export function sanitizeHtml(html: string, baseUrl: string): string {
  return printBody(parseBody(html, baseUrl));
}
