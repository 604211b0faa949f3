/**
 * What Sitrep keeps and shows: the values that cross the contract between the desk and its shells.
 * Times are epoch milliseconds UTC, text offsets are UTF-16 units, sizes are bytes.
 */

import type { FeedHeader } from './feed-settings.ts';
import type { RuleDraft, Severity } from './rule.ts';

// Feeds

/** What kind of outlet publishes a feed; `source:` in the query language. */
export const sourceTypes = ['trade-press', 'news-agency', 'official', 'state-media', 'think-tank', 'blog'] as const;
export type SourceType = (typeof sourceTypes)[number];

/** When the article page behind an entry is fetched. */
export const fullTextModes = ['always', 'on-alert', 'on-open', 'never'] as const;
export type FullTextMode = (typeof fullTextModes)[number];

/** `waiting`: never polled yet; `paused`: switched off by the user. The others as in the feed health table. */
export const feedStates = [
  'waiting',
  'healthy',
  'quiet',
  'stale',
  'failing',
  'blocked',
  'empty',
  'not-a-feed',
  'gone',
  'undated',
  'paused',
] as const;
export type FeedState = (typeof feedStates)[number];

/** A feed on trial is switched off when its first poll gives no dated entries: `running` before, `failed` after. */
export type FeedTrial = 'running' | 'failed';

export interface FeedHealth {
  readonly state: FeedState;
  /** The last result in words, such as "Answered 503 Service Unavailable; next try in 20 minutes". */
  readonly sentence: string;
  readonly lastPolledAt?: number;
  readonly lastSuccessAt?: number;
  readonly nextPollAt?: number;
  readonly newestEntryAt?: number;
  /** HTTP status of the last answer, if there was one. */
  readonly lastStatus?: number;
  /** Failures in a row. */
  readonly failures: number;
  /** The first of them. */
  readonly failingSince?: number;
  /** Whether the user was told of them and put the notice away. */
  readonly failureSeen: boolean;
  readonly polls: number;
  readonly entriesPerDay: number;
  /** Share of polls answered 304, 0 to 1. */
  readonly notModifiedShare: number;
  readonly averageLatencyMs: number;
  readonly receivedBytes: number;
  /** What the parser had to repair the last time. */
  readonly warnings: readonly string[];
}

export interface Feed {
  readonly id: number;
  readonly url: string;
  readonly siteUrl?: string;
  readonly title: string;
  readonly folder?: string;
  /** ISO 639-1, as set by the user or stated by the feed. */
  readonly language?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly sourceType?: SourceType;
  readonly stateAffiliated: boolean;
  readonly enabled: boolean;
  /** Set by the user; without it the interval adapts to the feed. */
  readonly intervalMs?: number;
  readonly fullText: FullTextMode;
  readonly userAgent?: string;
  /** Extra headers; a value that is kept secretly is left out. */
  readonly headers: readonly FeedHeader[];
  readonly username?: string;
  readonly hasPassword: boolean;
  /** `system`, `none`, or the address of a proxy without its password. */
  readonly proxy: string;
  readonly hasProxyPassword: boolean;
  /** Limits of one poll, where the user set them. */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly maxRedirects?: number;
  readonly trial?: FeedTrial;
  readonly addedAt: number;
  readonly stories: number;
  readonly unread: number;
  readonly health: FeedHealth;
}

/** One poll of a feed, as its history keeps it. */
export interface FeedPoll {
  readonly at: number;
  readonly outcome: string;
  readonly sentence: string;
  readonly status?: number;
  readonly latencyMs: number;
  readonly receivedBytes: number;
}

/** A feed that was found behind an address, before it is added. */
export interface FeedCandidate {
  readonly url: string;
  readonly title: string;
  readonly language?: string;
  readonly entries: number;
  readonly newestEntryAt?: number;
  readonly newestTitle?: string;
  readonly entriesPerDay: number;
  readonly alreadyAdded: boolean;
}

/** What looking for feeds does at the moment, and what it found. */
export type ProbeStep =
  | { readonly kind: 'asking'; readonly url: string; readonly asked: number; readonly toAsk: number }
  | { readonly kind: 'found'; readonly candidate: FeedCandidate };

/** Feeds that Sitrep proposes, by the language they are written in. */
export interface StarterPack {
  /** ISO 639-1. */
  readonly language: string;
  readonly feeds: readonly StarterFeed[];
}

export interface StarterFeed {
  readonly title: string;
  readonly url: string;
  readonly language: string;
  readonly country?: string;
  readonly sourceType: SourceType;
  readonly stateAffiliated: boolean;
  /** What to know before adding it. */
  readonly note?: string;
  readonly alreadyAdded: boolean;
}

/** One feed of an OPML list, before it is imported. */
export interface OutlinedFeedPreview {
  readonly title: string;
  readonly url: string;
  readonly siteUrl?: string;
  readonly folder?: string;
  readonly language?: string;
  readonly alreadyAdded: boolean;
}

export interface OpmlPreview {
  readonly feeds: readonly OutlinedFeedPreview[];
  readonly failed: OpmlImport['failed'];
}

/** What became of many feeds that were to be added. */
export interface FeedsAdded {
  readonly added: number;
  readonly merged: number;
  readonly failed: OpmlImport['failed'];
}

/** The exchange behind a feed's last poll, to answer "why did this fail?". */
export interface FeedEvidence {
  readonly at: number;
  readonly requestUrl: string;
  readonly requestHeaders: readonly (readonly [string, string])[];
  readonly redirects: readonly string[];
  readonly status?: number;
  readonly responseHeaders: readonly (readonly [string, string])[];
  /** The first 2 kB of the answer as text. */
  readonly bodyStart: string;
  readonly error?: string;
}

export interface PollSummary {
  readonly feeds: number;
  readonly ok: number;
  readonly notModified: number;
  readonly failed: number;
  readonly newStories: number;
  readonly revisions: number;
  readonly alerts: number;
  /** Article pages that were not fetched in the time a round gives them and stay in the queue, if there are any. */
  readonly pagesWaiting?: number;
}

// Article bodies: a closed tree, so that nothing a page says can reach the renderer as markup

export type Direction = 'ltr' | 'rtl';

export type InlineMark = 'emphasis' | 'strong' | 'code' | 'superscript' | 'subscript';

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: InlineMark; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
  | { readonly kind: 'break' };

/** `src` is the absolute address the page named; `asset` names the stored copy (SHA-256, hex) once it is cached. */
export interface Picture {
  readonly src: string;
  readonly alt: string;
  readonly width?: number;
  readonly height?: number;
  readonly asset?: string;
}

interface BlockBase {
  readonly dir?: Direction;
  /** ISO 639-1, where it differs from the article's. */
  readonly language?: string;
}

export interface TableCell {
  readonly header: boolean;
  readonly inlines: readonly Inline[];
}

export type Block = BlockBase &
  (
    | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
    | { readonly kind: 'heading'; readonly level: 2 | 3 | 4 | 5 | 6; readonly inlines: readonly Inline[] }
    | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
    | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
    | { readonly kind: 'figure'; readonly pictures: readonly Picture[]; readonly caption?: readonly Inline[] }
    | { readonly kind: 'table'; readonly rows: readonly (readonly TableCell[])[] }
    | { readonly kind: 'code'; readonly text: string }
    | { readonly kind: 'rule' }
  );

export interface ArticleBody {
  readonly blocks: readonly Block[];
}

// Tags

export const tagKinds = ['country', 'place', 'person', 'organisation', 'system', 'topic'] as const;
export type TagKind = (typeof tagKinds)[number];

/** Where in a story a piece of evidence stands: offsets into its title or its plain text (`articleText`). */
export interface Span {
  readonly field: 'title' | 'text';
  readonly from: number;
  readonly to: number;
}

export interface Tag {
  /** Such as `country:IR`, `person:antony-blinken`, `topic:uav`. */
  readonly entityId: string;
  readonly kind: TagKind;
  readonly label: string;
  /** Where the story names it. */
  readonly spans: readonly Span[];
  /** Where an adjective or a word for inhabitants speaks of a country. A story may have those alone. */
  readonly demonyms?: readonly Span[];
}

/** How often a story speaks of a tag. */
export function mentionsOf({ spans, demonyms = [] }: Tag): number {
  return spans.length + demonyms.length;
}

export interface TagCount {
  readonly entityId: string;
  readonly kind: TagKind;
  readonly label: string;
  readonly stories: number;
}

/** One surface form of an entity. */
export interface EntityAlias {
  /** A `*` at its end lets the last word go on; upper case at its start asks for upper case in the text. */
  readonly text: string;
  /** ISO 639-1, or `*` for any language. */
  readonly language: string;
  /** The text must have the very letter case of the alias. */
  readonly exact: boolean;
  /** One of these words must stand in the story. */
  readonly needs: readonly string[];
  /** None of these may stand where the alias does. */
  readonly not: readonly string[];
  /** An adjective or a word for inhabitants: it speaks of the country, and does not name the place. */
  readonly demonym: boolean;
}

/** `shipped`: as it comes with Sitrep; `changed`: shipped, and changed by the user; `own`: the user's. */
export type EntitySource = 'shipped' | 'changed' | 'own';

export interface EntitySummary {
  readonly entityId: string;
  readonly kind: TagKind;
  readonly label: string;
  readonly source: EntitySource;
  readonly disabled: boolean;
  /** Stories that carry it. */
  readonly stories: number;
}

export interface EntityDetail extends EntitySummary {
  /** What it is found by: the shipped names and the user's. */
  readonly aliases: readonly EntityAlias[];
  /** The item of Wikidata, as Q212; only where it is known for certain. */
  readonly wikidata?: string;
}

/** A story in a list of samples. */
export interface TagSample {
  readonly storyId: number;
  readonly title: string;
  readonly language?: string;
  readonly snippet: Snippet;
}

/** What a changed entity would do to the newest stored stories. */
export interface EntityTrial {
  /** Stories looked at, the newest ones. */
  readonly stories: number;
  /** How many of them carry the tag now. */
  readonly tagged: number;
  readonly gained: number;
  readonly lost: number;
  readonly gainedSamples: readonly TagSample[];
  readonly lostSamples: readonly TagSample[];
}

/** What is known of an entity from its stories. */
export interface EntityPage {
  readonly entity: EntityDetail;
  /** Stories of each of the last days, oldest first: `2026-11-24`. */
  readonly days: readonly { readonly day: string; readonly count: number }[];
  /** What its stories are also about, most frequent first. */
  readonly beside: readonly TagCount[];
  /** What a person said, newest first. */
  readonly quotes: readonly {
    readonly storyId: number;
    readonly text: string;
    readonly publishedAt: number;
    readonly feedTitle: string;
    readonly language?: string;
  }[];
}

export interface EntityImport {
  readonly added: number;
  readonly changed: number;
}

/** A name that no entity has, and that recurs. */
export interface Candidate {
  readonly id: number;
  readonly name: string;
  readonly language: string;
  /** Stands behind a title, as people's names do. */
  readonly titled: boolean;
  readonly stories: number;
  readonly feeds: number;
  readonly samples: readonly TagSample[];
}

export interface Quote {
  readonly speaker?: string;
  readonly entityId?: string;
  readonly text: string;
  readonly span: Span;
}

// Stories

/** Why the shown time is not simply the one the feed states. */
export type DateNote = 'undated' | 'clamped';

/** One line of the story list. */
export interface StoryRow {
  readonly id: number;
  readonly feedId: number;
  readonly feedTitle: string;
  readonly title: string;
  readonly language?: string;
  readonly url?: string;
  readonly publishedAt: number;
  readonly firstSeenAt: number;
  readonly dateNote?: DateNote;
  readonly read: boolean;
  readonly starred: boolean;
  /** The gravest alert that the story raised. */
  readonly severity?: Severity;
  readonly revisions: number;
  /** One of the edits changed what the story says, not only how. */
  readonly materiallyEdited: boolean;
  readonly withdrawn: boolean;
  /** The user put a note or highlight on it. */
  readonly noted: boolean;
  readonly fullText: FullTextState;
  /** The strongest tags, at most one of a kind. */
  readonly topTags: readonly RowTag[];
}

export interface RowTag {
  readonly entityId: string;
  readonly kind: TagKind;
  readonly label: string;
}

/** `waiting`: queued for fetching; `failed`: the page gave no article (the reason is on the story). */
export type FullTextState = 'none' | 'waiting' | 'stored' | 'failed';

/** What an edit changed. All kinds but `addition` and `wording` change what the story says. */
export const changeKinds = [
  'headline',
  'number',
  'date',
  'name',
  'negation',
  'removal',
  'addition',
  'wording',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface TextChange {
  readonly kind: ChangeKind;
  readonly before?: string;
  readonly after?: string;
  readonly material: boolean;
}

export interface Revision {
  /** 1 is the first captured state. */
  readonly number: number;
  readonly seenAt: number;
  readonly source: 'feed' | 'page';
  readonly title: string;
  readonly text: string;
  /** Against the state of the same source before it; none for the first. */
  readonly changes?: readonly TextChange[];
}

export interface Capture {
  readonly id: number;
  readonly url: string;
  readonly fetchedAt: number;
  readonly status: number;
  readonly sha256: string;
  readonly bytes: number;
  readonly redirects: readonly string[];
  /** When the page itself was removed to save space; its record stays. */
  readonly removedAt?: number;
  /** As the server sent them. */
  readonly headers: readonly (readonly [string, string])[];
}

export interface CaptureVerdict {
  readonly ok: boolean;
  readonly sentence: string;
}

/** Where a note stands: the leaf of the text (see `textLeaves`), the offset in it, the words and what is around them. */
export interface AnnotationAnchor {
  readonly field: 'title' | 'text';
  readonly block: number;
  readonly start: number;
  readonly quote: string;
  readonly before: string;
  readonly after: string;
}

/** A highlight of the user's, with a note or without. */
export interface Annotation extends AnnotationAnchor {
  readonly id: number;
  readonly storyId: number;
  readonly note: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What looking again at pages found. */
export interface PageChecks {
  readonly checked: number;
  readonly revised: number;
  readonly withdrawn: number;
  readonly unreachable: number;
}

/** Article pages that wait to be fetched, and those that could not be had. */
export interface ArticleQueue {
  readonly waiting: number;
  /** Being fetched at this moment. */
  readonly running: readonly { readonly storyId: number; readonly url: string }[];
  readonly paused: boolean;
  /** When the next one is due, if any waits. */
  readonly nextAt?: number;
  /** The newest ones. */
  readonly failed: readonly FailedArticle[];
}

export interface FailedArticle {
  readonly storyId: number;
  readonly title: string;
  readonly feed: string;
  readonly url: string;
  readonly reason: string;
}

/** One story, whole. */
export interface Story extends StoryRow {
  readonly author?: string;
  readonly siteName?: string;
  /** Plain text that tag, alert and quote spans point into: `articleText(body)`. */
  readonly text: string;
  readonly body: ArticleBody;
  /** Where `body` comes from: the entry in the feed or the article page. */
  readonly bodySource: 'feed' | 'page';
  readonly fullTextError?: string;
  readonly updatedAt?: number;
  readonly categories: readonly string[];
  readonly tags: readonly Tag[];
  readonly quotes: readonly Quote[];
  readonly alerts: readonly Alert[];
  readonly revisionList: readonly Revision[];
  readonly withdrawnAt?: number;
  /** When the page is looked at again. */
  readonly nextCheckAt?: number;
  readonly captures: readonly Capture[];
  /** Hashes of its pictures that were removed to save space. */
  readonly removedPictures: readonly string[];
  readonly annotations: readonly Annotation[];
  /** Given when other stories report the same event. */
  readonly cluster?: StoryCluster;
}

/** The stories that report one event. */
export interface StoryCluster {
  readonly id: number;
  readonly stories: number;
  /** Reports that are not taken from each other or from one outlet. */
  readonly origins: number;
  /** Origins that are state media. */
  readonly stateMedia: number;
  /** Who had it first, by the stated time. */
  readonly first: { readonly feedId: number; readonly feed: string; readonly at: number };
  /** Earliest first. */
  readonly members: readonly ClusterMember[];
}

export interface ClusterMember {
  readonly storyId: number;
  readonly feedId: number;
  readonly feedTitle: string;
  readonly stateAffiliated: boolean;
  readonly title: string;
  readonly language?: string;
  readonly publishedAt: number;
  /** A story whose text this one shares. */
  readonly copyOf?: number;
  /** The outlet whose report it says it passes on. */
  readonly attributedTo?: string;
  /** Members with the same one pass on one report; counted from 0, the earliest first. */
  readonly origin: number;
}

/** Which stories a list shows. The given parts must all hold. */
export interface StoryView {
  readonly only?: 'unread' | 'starred' | 'alerted' | undefined;
  readonly feedId?: number | undefined;
  readonly folder?: string | undefined;
  readonly tag?: string | undefined;
  /** In the query language. */
  readonly query?: string | undefined;
}

export interface StorySnapshot {
  /** Ids newest first, the bytes of a Float64Array (little-endian) in base64: JSON numbers cost seven times the time. */
  readonly ids: string;
  readonly total: number;
  /** True when the list was cut at the most a snapshot holds. */
  readonly cut: boolean;
  /**
   * Of each id, the place in the list of the newest story that reports the same event, itself if there is no newer one:
   * the bytes of a Uint32Array in base64. Only where it was asked for.
   */
  readonly leads?: string;
}

/** What a row of the list says of the event that its story reports. */
export interface StoryGroup {
  /** The story that was asked for. */
  readonly id: number;
  readonly stories: number;
  readonly origins: number;
  readonly stateMedia: number;
  /** Its stories that are not read. */
  readonly unread: readonly number[];
}

export interface SearchHit {
  readonly id: number;
  readonly title: string;
  readonly url?: string;
  readonly feed: string;
  readonly publishedAt: number;
  readonly tags: readonly { readonly entityId: string; readonly label: string }[];
  readonly snippet: Snippet;
}

/** A piece of text with the parts to mark, offsets into `text`. */
export interface Snippet {
  readonly text: string;
  readonly marks: readonly { readonly from: number; readonly to: number }[];
}

export const searchOrders = ['newest', 'relevance'] as const;
export type SearchOrder = (typeof searchOrders)[number];

/** How many of a search's hits share what. Each list is ordered by count. */
export interface SearchFacets {
  /** How many hits were counted: the newest ones when `capped`, else all. */
  readonly total: number;
  readonly capped: boolean;
  /** The most frequent ones. */
  readonly tags: readonly {
    readonly entityId: string;
    readonly kind: TagKind;
    readonly label: string;
    readonly count: number;
  }[];
  readonly feeds: readonly { readonly id: number; readonly title: string; readonly count: number }[];
  readonly languages: readonly { readonly language: string; readonly count: number }[];
  readonly sourceTypes: readonly { readonly type: SourceType; readonly count: number }[];
}

export interface SearchHistogram {
  /** Calendar days, `2026-11-24`. */
  readonly days: readonly { readonly day: string; readonly count: number }[];
  /** True when only the newest hits were counted. */
  readonly capped: boolean;
}

export const exportFormats = ['csv', 'json', 'md'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface SearchExport {
  /** A file name, such as `sitrep-2026-11-24.csv`. */
  readonly name: string;
  readonly text: string;
}

export interface SavedSearch {
  readonly id: number;
  readonly name: string;
  readonly query: string;
  readonly createdAt: number;
}

/** How many unread stories a saved search finds. */
export interface SavedSearchCount {
  readonly id: number;
  readonly unread: number;
  /** There are more. */
  readonly capped: boolean;
}

// Rules and alerts

export interface Rule extends RuleDraft {
  readonly id: number;
  readonly createdAt: number;
  readonly lastFiredAt?: number;
  readonly alerts: number;
  /** Stories that met the query since the rule exists. */
  readonly hits: number;
  /** Hits of each of the last thirty days, oldest first. */
  readonly hitsPerDay: readonly number[];
  /** The webhook's messages are signed. */
  readonly hasWebhookSecret: boolean;
  /** Why nothing can fire the rule: its query no longer runs, it has expired, no feed is in its scope. */
  readonly problem?: string;
  /** What else keeps it from firing or telling now, in sentences: switched off, muted, feeds that do not answer. */
  readonly notes: readonly string[];
}

export interface Alert {
  readonly id: number;
  readonly ruleId: number;
  readonly ruleName: string;
  readonly severity: Severity;
  readonly storyId: number;
  readonly storyTitle: string;
  readonly feedTitle: string;
  readonly language?: string;
  readonly at: number;
  /** The words that made the rule fire. */
  readonly spans: readonly Span[];
  readonly acknowledgedAt?: number;
  /** When a notification was shown for it; or why none was. */
  readonly announcedAt?: number;
  readonly notAnnounced?: string;
  /** What the trigger saw, in words; not for a rule that fires on each story. */
  readonly reason?: string;
  /** The stories of a firing that has several, newest first. */
  readonly storyIds?: readonly number[];
  readonly snoozedUntil?: number;
}

/** What a shell shows once: one notification for one or more alerts of a rule. */
export interface Announcement {
  /** Stable: showing it twice with the same id replaces, not repeats. */
  readonly id: string;
  readonly alertIds: readonly number[];
  /** Where all alerts are of one rule. */
  readonly ruleId?: number;
  readonly ruleName: string;
  readonly severity: Severity;
  readonly sound: boolean;
  readonly storyId: number;
  readonly title: string;
  readonly body: string;
}

/** A part of a query, asked of one story. */
export interface Explained {
  readonly holds: boolean;
  readonly sentence: string;
  readonly children: readonly Explained[];
}

/** Rules that ship with Sitrep on one theme. */
export interface StarterTheme {
  readonly theme: string;
  readonly rules: readonly RuleDraft[];
}

/** A story that a rule must, or must not, fire on. */
export interface RulePin {
  readonly storyId: number;
  readonly title: string;
  readonly mustFire: boolean;
}

export interface LabOverlap {
  readonly ruleId: number;
  readonly name: string;
  readonly stories: number;
}

/** What a rule would have done in the last days. Stories are replayed at the time they were published. */
/** What the archive tells the lab. */
export interface LabFound {
  /** Not exact: reckoned from a sample of the stories, and not compared with the saved rule. */
  readonly isExact: boolean;
  readonly hits: number;
  readonly hitsPerDay: number;
  readonly firings: number;
  /** After coalescing and budget. */
  readonly interruptionsPerDay: number;
  /** Oldest first. */
  readonly perDay: readonly number[];
  readonly samples: readonly SearchHit[];
  /** Stories that only the rule as edited, or only the rule as saved, meets; newest first. */
  readonly gained: readonly number[];
  readonly lost: readonly number[];
  /** Other rules that met these stories since they exist. */
  readonly overlaps: readonly LabOverlap[];
}

export interface LabAnswer extends LabFound {
  /** Nothing follows. When it is not exact either, counting all would take too long. */
  readonly isLast: boolean;
  readonly brokenPins: readonly RulePin[];
}

export interface RuleTest {
  readonly hits: number;
  /** Stories looked at. */
  readonly stories: number;
  readonly days: number;
  /** Hits of each day, oldest first. */
  readonly perDay: readonly { readonly day: string; readonly hits: number }[];
  readonly samples: readonly SearchHit[];
}

// The desk

export interface PollProgress {
  readonly done: number;
  readonly total: number;
}

export interface DeskStatus {
  readonly version: string;
  readonly folder: string;
  /** The archive holds feeds of the sample wire, whose outlets are invented. */
  readonly sample: boolean;
  readonly feeds: number;
  readonly stories: number;
  readonly unread: number;
  readonly starred: number;
  readonly alertsUnacknowledged: number;
  readonly storedBytes: number;
  /** Article pages still to fetch. */
  readonly articlesWaiting: number;
  readonly polling?: PollProgress;
  /** Stored stories are being tagged anew after the gazetteer changed. */
  readonly retagging?: PollProgress;
}

/** Says what changed, never carries rows: losing one costs only freshness. */
export type DeskEvent =
  /** `ids` are those of the new stories, at most a thousand: what a page asks with, to know which of them it shows. */
  | { readonly kind: 'stories-added'; readonly added: number; readonly ids: readonly number[] }
  | { readonly kind: 'stories-changed'; readonly ids: readonly number[] }
  | { readonly kind: 'feeds-changed' }
  | { readonly kind: 'rules-changed' }
  | { readonly kind: 'searches-changed' }
  | { readonly kind: 'tags-changed' }
  | { readonly kind: 'alerts-changed'; readonly raised: number }
  | { readonly kind: 'status'; readonly status: DeskStatus };

export interface IntegrityReport {
  readonly ok: boolean;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
}

/** Bytes on disk. */
export interface ArchiveSizes {
  readonly total: number;
  /** Parts of the database and folders beside it, largest first. */
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
  readonly stories: number;
}

/** What retention removes, or removed. */
/** What taking out pages and pictures removes; the stories and their texts stay. */
export interface ThinningPreview {
  /** Stories that lose a page or a picture. */
  readonly stories: number;
  /** Files. */
  readonly pages: number;
  readonly pictures: number;
  /** On disk: what goes, and what of the chosen kinds stays. */
  readonly bytes: number;
  readonly left: number;
}

export interface RetentionPreview {
  /** Stories published before this time are too old. */
  readonly before: number;
  readonly stories: number;
  /** Old stories that stay, by why. */
  readonly kept: readonly { readonly why: string; readonly stories: number }[];
  readonly captures: number;
  readonly pictures: number;
  /** Bytes that the removed stories' bodies, captures and pictures take. */
  readonly bytes: number;
}

export interface Backup {
  readonly path: string;
  readonly at: number;
  readonly bytes: number;
  /** Counted when it is made. */
  readonly stories?: number;
}

export interface OpmlImport {
  readonly added: number;
  readonly merged: number;
  readonly failed: readonly { readonly title: string; readonly url: string; readonly reason: string }[];
}
