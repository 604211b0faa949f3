import type { Feed, FeedState } from '../../shared/model.ts';

/** The states of a feed: its word, what it means, and whether somebody should look. What needs a look comes first. */
export const feedStateNotes: Readonly<
  Record<FeedState, { readonly name: string; readonly meaning: string; readonly look: 'bad' | 'doubtful' | 'fine' }>
> = {
  failing: { name: 'failing', meaning: 'The last polls gave no feed.', look: 'bad' },
  blocked: { name: 'blocked', meaning: 'The server refuses Sitrep.', look: 'bad' },
  'not-a-feed': { name: 'not a feed', meaning: 'The address answers with something else than a feed.', look: 'bad' },
  gone: { name: 'gone', meaning: 'The server says that the feed was removed for good.', look: 'bad' },
  empty: { name: 'empty', meaning: 'The feed holds no entries.', look: 'doubtful' },
  undated: {
    name: 'undated',
    meaning: 'No entry has a date: stories take the time they were first seen.',
    look: 'doubtful',
  },
  stale: { name: 'stale', meaning: 'Nothing new for 90 days.', look: 'doubtful' },
  quiet: { name: 'quiet', meaning: 'Nothing new for longer than usual.', look: 'fine' },
  waiting: { name: 'waiting', meaning: 'Not polled yet.', look: 'fine' },
  healthy: { name: 'healthy', meaning: 'Answers, with new entries at its usual pace.', look: 'fine' },
  paused: { name: 'off', meaning: 'Switched off.', look: 'fine' },
};

export const stateOrder = Object.keys(feedStateNotes) as readonly FeedState[];

/** The last result in words, with what a trial made of it. */
export function resultOf(feed: Feed): string {
  if (feed.trial === 'running') return 'Being tried: it stays on when its first poll gives dated entries.';
  return feed.trial === 'failed' ? `Not switched on: ${feed.health.sentence}` : feed.health.sentence;
}

/** Whether the feed waits for its turn only. */
export function isDue({ enabled, health }: Pick<Feed, 'enabled' | 'health'>, now = Date.now()): boolean {
  return enabled && health.state !== 'gone' && (health.nextPollAt ?? 0) <= now;
}

export const sourceTypeNames = {
  'trade-press': 'Trade press',
  'news-agency': 'News agency',
  official: 'Official',
  'state-media': 'State media',
  'think-tank': 'Think tank',
  blog: 'Blog',
} as const;

export const fullTextNames = {
  always: 'Always',
  'on-alert': 'When it raises an alert',
  'on-open': 'When it is opened',
  never: 'Never',
} as const;

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** `tr` as `Turkish`; undefined for what is no language. */
export function languageName(code: string): string | undefined {
  return nameOf(languageNames, code);
}

/** `TR` as `Türkiye`; undefined for what is no country. */
export function countryName(code: string): string | undefined {
  return nameOf(regionNames, code);
}

function nameOf(names: Intl.DisplayNames, code: string): string | undefined {
  try {
    return names.of(code);
  } catch {
    return undefined;
  }
}

/** Bytes as `1.2 MB`. */
export function byteCount(bytes: number): string {
  const unit = bytes >= 1e9 ? 'GB' : bytes >= 1e6 ? 'MB' : 'kB';
  const size = bytes / { GB: 1e9, MB: 1e6, kB: 1e3 }[unit];
  return `${size.toLocaleString('en', { maximumFractionDigits: size < 10 ? 1 : 0 })} ${unit}`;
}
