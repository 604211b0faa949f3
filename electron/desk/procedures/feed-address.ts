/** A pasted address: `feed:` schemes and a missing scheme are forgiven; anything but http(s) is not. */
export function readAddress(text: string): string | undefined {
  const withoutFeed = text
    .trim()
    .replace(/^feed:(\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'http://');
  const withScheme = /^[a-z][a-z0-9+.-]*:(\/\/|[^\d])/i.test(withoutFeed) ? withoutFeed : `https://${withoutFeed}`;
  const url = URL.parse(withScheme);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') return undefined;
  url.hash = '';
  return url.href;
}
