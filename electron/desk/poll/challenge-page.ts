/** Pages that guard a site against programs: a browser would pass them by running their script, Sitrep does not. */
import type { FetchedResource } from '../net/fetch-resource.ts';

/** Headers that only such guards set: Cloudflare's, AWS WAF's, Vercel's. */
const guardHeaders = ['cf-mitigated', 'x-amzn-waf-action', 'x-vercel-mitigated'] as const;
const titles =
  /<title>[^<]{0,80}(?:just a moment|checking your browser|attention required|ddos-guard|captcha|verif\w+ (?:that )?you are human|human verification|security check|not a bot|are you (?:a )?(?:human|robot)|robot check|pardon our interruption|one moment, please|you are being redirected|access to this page has been denied)/i;
const scripts =
  /_cf_chl_|cf-chl-|_Incapsula_Resource|px-captcha|captcha-delivery\.com|awswaf\.com|\.within\.website\/x\/|sucuri_cloudproxy|ddos-guard/i;
/** A page that answers well may speak of these; one that refuses asks for them. */
const words = /captcha|checking your browser|enable (?:js|javascript) and /i;
const mostLooked = 32 * 1024;

export function isChallengePage({ status, headers, bytes }: FetchedResource): boolean {
  if (guardHeaders.some((name) => headers.has(name))) return true;
  const start = Buffer.from(bytes.subarray(0, mostLooked)).toString('latin1');
  return titles.test(start) || scripts.test(start) || (status >= 300 && words.test(start));
}
