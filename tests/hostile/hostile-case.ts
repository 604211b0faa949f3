import type { FeedState } from '../../shared/model.ts';
import type { Play, RawServer } from './raw-server.ts';

/** What a hostile case may point at: a listener that nobody may ever ask. */
export interface Surroundings {
  /** `http://127.0.0.1:PORT` of the listener that must stay silent. */
  readonly silent: string;
  /** Its port. */
  readonly port: number;
}

export interface HostileCase {
  readonly name: string;
  readonly play: (around: Surroundings) => Play;
  /** The path the feed is added under; `/feed` unless told. */
  readonly path?: string;
  /** How often the feed is polled; once unless told. */
  readonly polls?: number;
  readonly state: FeedState;
  /** What its sentence must say. */
  readonly says: RegExp;
  readonly nextPollInMs?: number | ((ms: number) => boolean);
  readonly entries?: number;
  /** What must hold of its server afterwards. */
  readonly afterwards?: (server: RawServer, feedUrl: string) => void;
}

export const feedDocument = (inside = '', entries = 2): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title>${Array.from({ length: entries }, (_, index) => `<item><title>Story ${index}</title><guid>${index}</guid><link>https://example.org/${index}</link><pubDate>Tue, 24 Nov 2026 06:12:00 GMT</pubDate></item>`).join('')}${inside}</channel></rss>`;
