/** What every reader of feeds gives, whatever the format. */
import type { ScheduleHints } from './schedule-hints.ts';

export interface ParsedFeed extends ScheduleHints {
  /** Plain text, '' when the feed has none. */
  readonly title: string;
  readonly link?: string;
  /** As the feed states it, such as `tr` or `en-US`. */
  readonly language?: string;
  readonly description?: string;
  readonly author?: string;
  readonly format: 'rss' | 'rdf' | 'atom' | 'json';
  /** The document broke off before its end. */
  readonly isCut?: true;
  /** What had to be repaired, in sentences. */
  readonly warnings: string[];
  readonly entries: ParsedEntry[];
}

export interface ParsedEntry {
  readonly id?: string;
  /** Plain text, '' when the entry has none. */
  readonly title: string;
  /** Absolute where a base is known; http or https. */
  readonly link?: string;
  /** Plain text; several names are joined by commas. */
  readonly author?: string;
  /** Epoch ms UTC. */
  readonly publishedAt?: number;
  readonly updatedAt?: number;
  readonly summaryHtml?: string;
  readonly contentHtml?: string;
  /** What relative addresses in its HTML are relative to, where the feed says so (`xml:base`). */
  readonly baseUrl?: string;
  readonly categories: string[];
  readonly enclosures: Enclosure[];
  /** Addresses of pictures that the entry names beside its text, the most telling first. */
  readonly pictures?: string[];
  /** The document broke off inside it: in its text, or before or in what tells it from other entries. */
  readonly cutIn?: 'text' | 'facts';
}

export interface Enclosure {
  readonly url: string;
  readonly type?: string;
  readonly bytes?: number;
}

export interface FeedContext {
  /** Where the document came from: the base of its relative links. */
  readonly url?: string;
  readonly contentType?: string;
}
