/**
 * Every call between the desk and whoever shows it: the page, the Electron shell, the command line and scripts.
 * The desk implements it once; inputs are validated there, whoever calls. A failure the user can do something
 * about is one of the declared errors; anything else is a bug.
 */
import { eventIterator, oc, type } from '@orpc/contract';
import * as v from 'valibot';
import {
  type Alert,
  type Annotation,
  type Announcement,
  type ArchiveSizes,
  type ArticleQueue,
  type Backup,
  type Candidate,
  type CaptureVerdict,
  type DeskEvent,
  type DeskStatus,
  type EntityAlias,
  type EntityDetail,
  type EntityImport,
  type EntityPage,
  type EntitySummary,
  type EntityTrial,
  type Explained,
  exportFormats,
  type Feed,
  type FeedCandidate,
  type FeedEvidence,
  type FeedPoll,
  type FeedsAdded,
  fullTextModes,
  type IntegrityReport,
  type LabAnswer,
  type OpmlImport,
  type OpmlPreview,
  type PageChecks,
  type PollSummary,
  type ProbeStep,
  type RetentionPreview,
  type Rule,
  type RulePin,
  type RuleTest,
  type SavedSearch,
  type SavedSearchCount,
  type SearchExport,
  type SearchFacets,
  type SearchHistogram,
  type SearchHit,
  type StarterPack,
  type StarterTheme,
  type Story,
  type StoryCluster,
  type StoryGroup,
  type StoryRow,
  type StorySnapshot,
  searchOrders,
  sourceTypes,
  type Tag,
  type TagCount,
  type ThinningPreview,
  tagKinds,
} from './model.ts';
import { networkSchema, type ShownNetworkSettings } from './network-settings.ts';
import { longestQuery } from './query/limits.ts';
import { type DeliverySettings, deliverySchema, ruleFields } from './rule.ts';

/** The most ids that one snapshot holds, and the most rows that one call gives. */
export const maxSnapshot = 200_000;
export const maxRows = 200;
/** How long stories are kept that nobody marked. */
export const retentionDays = 180;
/** The most stories that one export holds. */
export const maxExported = 50_000;

/** Over HTTP, numbers and flags in addresses come as text. */
const number = v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d{1,16}$/), v.transform(Number))]);
const flag = v.union([
  v.boolean(),
  v.pipe(
    v.picklist(['true', 'false']),
    v.transform((word) => word === 'true'),
  ),
]);
const id = v.pipe(number, v.safeInteger());
const upTo = (most: number) => v.pipe(number, v.integer(), v.minValue(1), v.maxValue(most));
const ids = v.pipe(v.array(id), v.maxLength(10_000));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const line = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const queryText = text(longestQuery);
const timeZone = v.pipe(text(100), v.check(isTimeZone, 'This is not a time zone, such as Europe/Berlin.'));

const problem = v.object({ from: v.number(), to: v.number(), message: v.string() });

/** Declared once: every procedure may answer with the ones that concern it. */
const errors = {
  NOT_FOUND: { status: 404, message: 'There is no such item.' },
  INVALID_QUERY: { status: 422, message: 'The query has an error.', data: v.object({ problems: v.array(problem) }) },
  INVALID_URL: { status: 422, message: 'This is not a web address.' },
  ALREADY_ADDED: { status: 409, message: 'This feed is already in the list.', data: v.object({ feedId: id }) },
  UNREACHABLE: { status: 502, message: 'The address did not answer.' },
  NO_FEED: { status: 422, message: 'No feed was found at this address.' },
  /** A setting of a feed that cannot be used; `field` is its name in the input. */
  INVALID_SETTING: { status: 422, message: 'This cannot be set.', data: v.object({ field: v.string() }) },
  /** The rule as edited breaks pins; saving with `force` does so all the same. */
  PINS_BROKEN: {
    status: 409,
    message: 'The rule breaks pins.',
    data: v.object({ pins: v.array(v.object({ storyId: id, title: v.string(), mustFire: v.boolean() })) }),
  },
  /** The message names the line. */
  INVALID_RULES: { status: 422, message: 'This is no file of rules.' },
  /** A gazetteer file that cannot be used; the message names the line and the entity. */
  INVALID_GAZETTEER: { status: 422, message: 'This file is not a gazetteer.' },
  INVALID_OPML: { status: 422, message: 'This file is not OPML.' },
  NOT_WRITTEN: { status: 507, message: 'The file could not be written.' },
  SEARCH_TOO_SLOW: { status: 408, message: 'The search took too long. Add a word, a tag or a date to narrow it.' },
} as const;

const base = oc.errors(errors);

const view = v.object({
  only: v.optional(v.picklist(['unread', 'starred', 'alerted'])),
  feedId: v.optional(id),
  folder: v.optional(text(200)),
  tag: v.optional(text(200)),
  query: v.optional(queryText),
});

/** What is known of a feed before it was ever asked. */
const described = {
  title: v.optional(line(500)),
  folder: v.optional(text(200)),
  /** Codes; empty for what is not known. */
  language: v.optional(v.pipe(v.string(), v.regex(/^([a-z]{2,3})?$/))),
  country: v.optional(v.pipe(v.string(), v.regex(/^([A-Z]{2,3})?$/))),
  sourceType: v.optional(v.picklist(sourceTypes)),
  stateAffiliated: v.optional(v.boolean()),
};

const feedSettings = {
  ...described,
  enabled: v.optional(v.boolean()),
  /** Null: adapt to the feed again. */
  intervalMs: v.optional(v.nullable(v.pipe(v.number(), v.minValue(300_000), v.maxValue(86_400_000)))),
  fullText: v.optional(v.picklist(fullTextModes)),
  /** Empty: Sitrep's own. */
  userAgent: v.optional(text(500)),
  /** Replaces all of them. One without a value keeps the value it has; see `shared/feed-settings.ts` for what is secret. */
  headers: v.optional(v.pipe(v.array(v.object({ name: text(200), value: v.optional(text(5_000)) })), v.maxLength(100))),
  username: v.optional(text(500)),
  /** Kept secretly; empty forgets it. */
  password: v.optional(text(2_000)),
  /** `system`, `none`, or an address, which may carry a user name and password. */
  proxy: v.optional(v.pipe(text(2_000), v.trim())),
  /** Null: as usual. */
  timeoutMs: v.optional(v.nullable(v.number())),
  maxBytes: v.optional(v.nullable(v.pipe(v.number(), v.integer()))),
  maxRedirects: v.optional(v.nullable(v.number())),
};

const ruleDraft = {
  name: line(200),
  query: queryText,
  ...ruleFields,
  /** Kept secretly and never shown again; empty forgets it, none keeps what there is. */
  webhookSecret: v.optional(text(500)),
};

const alias = v.object({
  text: line(200),
  language: v.optional(
    v.pipe(v.string(), v.regex(/^(en|tr|ru|uk|fa|ar|he|fr|de|zh|\*)$/, 'A language of the gazetteer, or *.')),
    '*',
  ),
  exact: v.optional(v.boolean(), false),
  needs: v.optional(v.pipe(v.array(line(100)), v.maxLength(200)), []),
  not: v.optional(v.pipe(v.array(line(100)), v.maxLength(200)), []),
  demonym: v.optional(v.boolean(), false),
});

type AliasInput = Pick<EntityAlias, 'text'> & {
  readonly [Field in keyof EntityAlias]?: EntityAlias[Field] | undefined;
};

/** Lists that are only read may be given: what the desk answered can be sent back. */
const aliases: v.GenericSchema<readonly AliasInput[], EntityAlias[]> = v.pipe(
  v.array(alias),
  v.minLength(1, 'An entity needs a name.'),
  v.maxLength(1_000),
);

const entityDraft = {
  /** The one to change; a new one without. */
  entityId: v.optional(text(200)),
  kind: v.picklist(tagKinds),
  label: line(200),
  aliases,
};

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Pages and pictures of stories older than `days`, and of the oldest until the rest takes `mostMegabytes` at most. */
const thinning = v.object({
  pages: v.optional(v.boolean(), true),
  pictures: v.optional(v.boolean(), true),
  days: v.optional(upTo(36_500)),
  mostMegabytes: v.optional(v.pipe(number, v.minValue(0), v.maxValue(10_000_000))),
});

export const contract = {
  desk: {
    status: base.route({ method: 'GET', path: '/status' }).output(type<DeskStatus>()),
    events: base.route({ method: 'GET', path: '/events' }).output(eventIterator(type<DeskEvent>())),
    /** Verifies the database, the captures and their hash chain. Reads everything: minutes on a large archive. */
    check: base.route({ method: 'POST', path: '/check' }).output(type<IntegrityReport>()),
    /** Polls due feeds (or all, or the named ones) and waits for the round to end. */
    poll: base
      .route({ method: 'POST', path: '/poll' })
      .input(v.object({ all: v.optional(v.boolean(), false), feedIds: v.optional(ids) }))
      .output(type<PollSummary>()),
  },

  feeds: {
    list: base.route({ method: 'GET', path: '/feeds' }).output(type<Feed[]>()),
    get: base.route({ method: 'GET', path: '/feeds/{id}' }).input(v.object({ id })).output(type<Feed>()),
    /** Finds the feeds behind an address: the address itself, or what its page links to. */
    probe: base
      .route({ method: 'POST', path: '/feeds/probe' })
      .input(v.object({ url: line(4_000) }))
      .output(type<FeedCandidate[]>()),
    /** The same, telling what it asks while it looks. */
    discover: base
      .route({ method: 'POST', path: '/feeds/discover' })
      .input(v.object({ url: line(4_000) }))
      .output(eventIterator(type<ProbeStep>())),
    /** Adds a feed without fetching it first; the next round polls it. */
    add: base
      .route({ method: 'POST', path: '/feeds' })
      .input(v.object({ url: line(4_000), ...feedSettings }))
      .output(type<Feed>()),
    update: base
      .route({ method: 'PATCH', path: '/feeds/{id}' })
      .input(v.object({ id, ...feedSettings }))
      .output(type<Feed>()),
    /**
     * Adds feeds in one go; those that are there already are counted as merged. On trial, a feed is polled once and
     * switched off when it gives no dated entries; its health says why.
     */
    addMany: base
      .route({ method: 'POST', path: '/feeds/many' })
      .input(
        v.object({
          feeds: v.pipe(
            v.array(v.object({ url: line(4_000), siteUrl: v.optional(text(4_000)), ...described })),
            v.maxLength(1_000),
          ),
          onTrial: v.optional(v.boolean(), false),
        }),
      )
      .output(type<FeedsAdded>()),
    /** Changes the same settings of many feeds. */
    updateMany: base
      .route({ method: 'POST', path: '/feeds/update-many' })
      .input(
        v.object({
          ids,
          folder: feedSettings.folder,
          enabled: feedSettings.enabled,
          fullText: feedSettings.fullText,
          onTrial: v.optional(v.literal(true)),
        }),
      )
      .output(type<{ changed: number }>()),
    /** Feeds that Sitrep proposes. */
    starterPacks: base.route({ method: 'GET', path: '/feeds/starter-packs' }).output(type<StarterPack[]>()),
    /** Adds the invented outlets and rules that ship with Sitrep, which need no network. */
    addSampleWire: base.route({ method: 'POST', path: '/feeds/sample-wire' }).output(type<FeedsAdded>()),
    /** The last polls, newest first. */
    history: base
      .route({ method: 'GET', path: '/feeds/{id}/history' })
      .input(v.object({ id }))
      .output(type<FeedPoll[]>()),
    /** Hides the feeds with their stories at once; nothing is deleted until retention runs. */
    remove: base
      .route({ method: 'POST', path: '/feeds/remove' })
      .input(v.object({ ids }))
      .output(type<{ removed: number }>()),
    restore: base
      .route({ method: 'POST', path: '/feeds/restore' })
      .input(v.object({ ids }))
      .output(type<{ restored: number }>()),
    /** Puts the notice away that these feeds began to fail. */
    markFailuresSeen: base
      .route({ method: 'POST', path: '/feeds/failures-seen' })
      .input(v.object({ ids }))
      .output(type<void>()),
    evidence: base
      .route({ method: 'GET', path: '/feeds/{id}/evidence' })
      .input(v.object({ id }))
      .output(type<FeedEvidence | null>()),
    /** What an OPML document holds, without importing it. */
    previewOpml: base
      .route({ method: 'POST', path: '/feeds/preview' })
      .input(v.object({ opml: text(64_000_000) }))
      .output(type<OpmlPreview>()),
    importOpml: base
      .route({ method: 'POST', path: '/feeds/import' })
      .input(v.object({ opml: text(64_000_000) }))
      .output(type<OpmlImport>()),
    exportOpml: base.route({ method: 'GET', path: '/feeds/export' }).output(type<{ opml: string }>()),
  },

  stories: {
    /** A frozen list of ids, newest first; with `grouped`, also which of them report one event. */
    snapshot: base
      .route({ method: 'POST', path: '/stories/snapshot' })
      .input(v.object({ view, grouped: v.optional(v.boolean()) }))
      .output(type<StorySnapshot>()),
    /** The events that stories report, for those of the given that are not alone with theirs. */
    groups: base
      .route({ method: 'POST', path: '/stories/groups' })
      .input(v.object({ ids: v.pipe(v.array(id), v.maxLength(maxRows)) }))
      .output(type<StoryGroup[]>()),
    /** Those of the given ids that a view shows: what is new for it among what just came. */
    among: base
      .route({ method: 'POST', path: '/stories/among' })
      .input(v.object({ view, ids: v.pipe(v.array(id), v.maxLength(1000)) }))
      .output(type<{ ids: number[] }>()),
    /** Rows of the given ids, in their order; ids that are gone are left out. */
    rows: base
      .route({ method: 'POST', path: '/stories/rows' })
      .input(v.object({ ids: v.pipe(v.array(id), v.maxLength(maxRows)) }))
      .output(type<StoryRow[]>()),
    get: base.route({ method: 'GET', path: '/stories/{id}' }).input(v.object({ id })).output(type<Story>()),
    /** The stories that report the same event as this one, itself among them; null while it is not placed. */
    cluster: base
      .route({ method: 'GET', path: '/stories/{id}/cluster' })
      .input(v.object({ id }))
      .output(type<StoryCluster | null>()),
    mark: base
      .route({ method: 'POST', path: '/stories/mark' })
      .input(v.object({ ids, read: v.optional(v.boolean()), starred: v.optional(v.boolean()) }))
      .output(type<{ changed: number[] }>()),
    /** Marks every unread story of a view read. `changed` is what an undo marks unread again. */
    markViewRead: base
      .route({ method: 'POST', path: '/stories/mark-view-read' })
      .input(v.object({ view, upTo: v.optional(id) }))
      .output(type<{ changed: number[] }>()),
    /** Looks again at the pages whose time has come. */
    checkPages: base.route({ method: 'POST', path: '/stories/check-pages' }).output(type<PageChecks>()),
    /** Fetches the article page now, and waits for it. */
    fetchFullText: base
      .route({ method: 'POST', path: '/stories/{id}/full-text' })
      .input(v.object({ id }))
      .output(type<Story>()),
  },

  articles: {
    /** Article pages that wait, and those that could not be had. */
    queue: base.route({ method: 'GET', path: '/articles' }).output(type<ArticleQueue>()),
    /** Stops fetching pages unasked, or goes on with it. Kept over a restart. */
    pause: base
      .route({ method: 'POST', path: '/articles/pause' })
      .input(v.object({ paused: v.boolean() }))
      .output(type<{ paused: boolean }>()),
    /** Asks again for pages that could not be had: the named stories', or all that `queue` lists. */
    retry: base
      .route({ method: 'POST', path: '/articles/retry' })
      .input(v.object({ storyIds: v.optional(ids) }))
      .output(type<{ queued: number }>()),
    /** Somebody opened a story: its page is fetched when its feed wants that. */
    opened: base
      .route({ method: 'POST', path: '/articles/opened' })
      .input(v.object({ storyId: id }))
      .output(type<{ queued: boolean }>()),
  },

  captures: {
    /** Whether a kept page is as it was received, and its record unbroken. */
    verify: base
      .route({ method: 'POST', path: '/captures/{id}/verify' })
      .input(v.object({ id }))
      .output(type<CaptureVerdict>()),
    /** All text of a kept page, what stands around the article included. */
    text: base
      .route({ method: 'GET', path: '/captures/{id}/text' })
      .input(v.object({ id }))
      .output(type<{ text: string }>()),
  },

  annotations: {
    /** Highlights words of a story, with a note or without. */
    add: base
      .route({ method: 'POST', path: '/annotations' })
      .input(
        v.object({
          storyId: id,
          field: v.picklist(['title', 'text']),
          block: v.pipe(number, v.integer(), v.minValue(0)),
          start: v.pipe(number, v.integer(), v.minValue(0)),
          quote: v.pipe(text(20_000), v.minLength(1)),
          before: text(200),
          after: text(200),
          note: v.optional(text(20_000), ''),
        }),
      )
      .output(type<Annotation>()),
    change: base
      .route({ method: 'PATCH', path: '/annotations/{id}' })
      .input(v.object({ id, note: text(20_000) }))
      .output(type<{ changed: number }>()),
    remove: base
      .route({ method: 'DELETE', path: '/annotations/{id}' })
      .input(v.object({ id }))
      .output(type<{ removed: number }>()),
  },

  search: {
    /**
     * A page of hits; `after` is the last id of the page before. By relevance the newest 2,000 are ranked, and the
     * others follow newest first. `total` is there when it is known at once.
     */
    run: base
      .route({ method: 'POST', path: '/search' })
      .input(
        v.object({
          query: queryText,
          order: v.optional(v.picklist(searchOrders), 'newest'),
          limit: v.optional(upTo(maxRows), 50),
          after: v.optional(id),
        }),
      )
      .output(type<{ total?: number; stories: SearchHit[] }>()),
    /** What the hits have in common. Takes longer than a page: ask after it. */
    facets: base
      .route({ method: 'POST', path: '/search/facets' })
      .input(v.object({ query: queryText }))
      .output(type<SearchFacets>()),
    /** Hits of each of the last days, days without any among them, oldest first; in `timeZone` (IANA) or the desk's. */
    histogram: base
      .route({ method: 'POST', path: '/search/histogram' })
      .input(v.object({ query: queryText, timeZone: v.optional(timeZone), days: v.optional(upTo(3650), 90) }))
      .output(type<SearchHistogram>()),
    /** The newest hits as one document, and a name to save it under. */
    export: base
      .route({ method: 'POST', path: '/search/export' })
      .input(
        v.object({
          query: queryText,
          format: v.picklist(exportFormats),
          limit: v.optional(upTo(maxExported), 1000),
        }),
      )
      .output(type<SearchExport>()),
    saved: base.route({ method: 'GET', path: '/searches' }).output(type<SavedSearch[]>()),
    /** Unread hits of each saved search; those whose query does not run are left out. */
    savedCounts: base.route({ method: 'GET', path: '/searches/counts' }).output(type<SavedSearchCount[]>()),
    save: base
      .route({ method: 'POST', path: '/searches' })
      .input(v.object({ id: v.optional(id), name: line(200), query: queryText }))
      .output(type<SavedSearch>()),
    remove: base
      .route({ method: 'POST', path: '/searches/remove' })
      .input(v.object({ id }))
      .output(type<{ removed: number }>()),
  },

  tags: {
    /** The tags that most stories carry, by kind or over all. */
    top: base
      .route({ method: 'GET', path: '/tags' })
      .input(v.object({ kind: v.optional(v.picklist(tagKinds)), limit: v.optional(upTo(500), 20) }))
      .output(type<TagCount[]>()),
    /** Entities of the gazetteer whose label or alias starts with `text`. */
    complete: base
      .route({ method: 'GET', path: '/tags/complete' })
      .input(v.object({ text: text(100), kind: v.optional(v.picklist(tagKinds)) }))
      .output(type<{ entityId: string; label: string; kind: string }[]>()),
    tagText: base
      .route({ method: 'POST', path: '/tags/text' })
      .input(
        v.object({ title: v.optional(text(100_000), ''), text: text(5_000_000), language: v.optional(v.string()) }),
      )
      .output(type<{ language?: string; tags: Tag[] }>()),
  },

  entities: {
    /** Entities by label or alias; the user's own and changed ones first. */
    list: base
      .route({ method: 'GET', path: '/entities' })
      .input(
        v.object({
          text: v.optional(text(100)),
          kind: v.optional(v.picklist(tagKinds)),
          /** Only what the user made or changed. */
          own: v.optional(flag, false),
          limit: v.optional(upTo(10_000), 200),
        }),
      )
      .output(type<EntitySummary[]>()),
    get: base
      .route({ method: 'GET', path: '/entities/{entityId}' })
      .input(v.object({ entityId: text(200) }))
      .output(type<EntityDetail>()),
    /** Stories over time, tags beside it, quotes. */
    page: base
      .route({ method: 'GET', path: '/entities/{entityId}/page' })
      .input(v.object({ entityId: text(200), days: v.optional(upTo(365), 90), timeZone: v.optional(timeZone) }))
      .output(type<EntityPage>()),
    /** Adds an entity, or changes one; stored stories are tagged anew in the background. */
    save: base.route({ method: 'POST', path: '/entities' }).input(v.object(entityDraft)).output(type<EntityDetail>()),
    /** What saving it would do to the newest stored stories; changes nothing. */
    test: base
      .route({ method: 'POST', path: '/entities/test' })
      .input(v.object({ ...entityDraft, limit: v.optional(upTo(5_000), 2_000) }))
      .output(type<EntityTrial>()),
    disable: base
      .route({ method: 'POST', path: '/entities/disable' })
      .input(v.object({ entityId: text(200), disabled: v.optional(v.boolean(), true) }))
      .output(type<EntityDetail>()),
    /** Removes an entity of the user's; a changed one is as shipped again. */
    reset: base
      .route({ method: 'POST', path: '/entities/reset' })
      .input(v.object({ entityId: text(200) }))
      .output(type<{ removed: number }>()),
    /** Reads entities in the gazetteer's own format. */
    importYaml: base
      .route({ method: 'POST', path: '/entities/import' })
      .input(v.object({ yaml: text(16_000_000) }))
      .output(type<EntityImport>()),
    exportYaml: base.route({ method: 'GET', path: '/entities/export' }).output(type<{ yaml: string }>()),
    /** Takes a tag off a story, or puts it back. */
    removeFromStory: base
      .route({ method: 'POST', path: '/entities/remove-from-story' })
      .input(v.object({ storyId: id, entityId: text(200), removed: v.optional(v.boolean(), true) }))
      .output(type<{ changed: boolean }>()),
    /** Names outside of the gazetteer that recur, most frequent first. */
    candidates: base
      .route({ method: 'GET', path: '/entities/candidates/list' })
      .input(v.object({ limit: v.optional(upTo(maxRows), 50) }))
      .output(type<Candidate[]>()),
    /** Offers a candidate no more: because it is an entity now, or for ever. */
    settleCandidate: base
      .route({ method: 'POST', path: '/entities/candidates/settle' })
      .input(v.object({ id, settled: v.optional(v.boolean(), true) }))
      .output(type<{ changed: boolean }>()),
  },

  rules: {
    list: base.route({ method: 'GET', path: '/rules' }).output(type<Rule[]>()),
    /** Creates a rule, or replaces the one with `id`. It sees what arrives from now on. */
    save: base
      .route({ method: 'POST', path: '/rules' })
      .input(v.object({ id: v.optional(id), ...ruleDraft, force: v.optional(v.boolean(), false) }))
      .output(type<Rule>()),
    remove: base
      .route({ method: 'POST', path: '/rules/remove' })
      .input(v.object({ id }))
      .output(type<{ removed: number }>()),
    restore: base.route({ method: 'POST', path: '/rules/restore' }).input(v.object({ id })).output(type<Rule>()),
    /** Until then (epoch ms) the rule raises alerts without telling of them; null ends that. */
    mute: base
      .route({ method: 'POST', path: '/rules/mute' })
      .input(v.object({ id, until: v.nullable(v.pipe(v.number(), v.safeInteger())) }))
      .output(type<Rule>()),
    /** Pins a story as one that must (or must not) fire; null takes the pin away. Gives all pins of the rule. */
    pin: base
      .route({ method: 'POST', path: '/rules/pin' })
      .input(v.object({ ruleId: id, storyId: id, mustFire: v.nullable(v.boolean()) }))
      .output(type<RulePin[]>()),
    /** Why a rule, or a query, meets a story or does not. */
    explain: base
      .route({ method: 'POST', path: '/rules/explain' })
      .input(v.object({ ruleId: v.optional(id), query: v.optional(queryText), storyId: id }))
      .output(type<Explained>()),
    /** What a rule would have done: a first answer from its newest hits where there are many, then the exact one. */
    lab: base
      .route({ method: 'POST', path: '/rules/lab' })
      .input(
        v.object({
          ...{ id: v.optional(id), query: queryText, trigger: ruleFields.trigger, scope: ruleFields.scope },
          ...{ severity: ruleFields.severity, days: v.optional(upTo(365), 30) },
        }),
      )
      .output(eventIterator(type<LabAnswer>())),
    /** Rules that ship with Sitrep to start from. */
    library: base.route({ method: 'GET', path: '/rules/library' }).output(type<StarterTheme[]>()),
    /** All rules as YAML that can be read, edited and imported. */
    export: base.route({ method: 'GET', path: '/rules/export' }).output(type<{ yaml: string }>()),
    /** Adds the rules of a file; one of the same name is replaced. All of it or, when it has a mistake, nothing. */
    import: base
      .route({ method: 'POST', path: '/rules/import' })
      .input(v.object({ yaml: text(4_000_000) }))
      .output(type<{ added: number; replaced: number }>()),
    /** What a query would have fired on in the last days. */
    test: base
      .route({ method: 'POST', path: '/rules/test' })
      .input(
        v.object({
          query: queryText,
          days: v.optional(upTo(3650), 30),
        }),
      )
      .output(type<RuleTest>()),
  },

  alerts: {
    /** Newest first; `after` is the last id of the page before. */
    list: base
      .route({ method: 'GET', path: '/alerts' })
      .input(
        v.object({
          since: v.optional(number),
          ruleId: v.optional(id),
          unacknowledged: v.optional(flag),
          after: v.optional(id),
          limit: v.optional(upTo(maxRows), 100),
        }),
      )
      .output(type<Alert[]>()),
    acknowledge: base
      .route({ method: 'POST', path: '/alerts/acknowledge' })
      .input(v.object({ ids, acknowledged: v.optional(v.boolean(), true) }))
      .output(type<{ changed: number[] }>()),
    /** Hides open alerts until a time (epoch ms), when they are told again; null brings them back. */
    snooze: base
      .route({ method: 'POST', path: '/alerts/snooze' })
      .input(v.object({ ids, until: v.nullable(v.pipe(v.number(), v.safeInteger())) }))
      .output(type<{ changed: number[] }>()),
    /** Takes what is to be announced now. What is not confirmed with `announced` within 30 s is given out again. */
    claim: base.route({ method: 'POST', path: '/alerts/claim' }).output(type<Announcement[]>()),
    announced: base
      .route({ method: 'POST', path: '/alerts/announced' })
      .input(v.object({ alertIds: ids }))
      .output(type<{ changed: number }>()),
  },

  /** Of the archive, for every shell of it. */
  settings: {
    /** How much may interrupt. */
    get: base.route({ method: 'GET', path: '/settings' }).output(type<DeliverySettings>()),
    set: base.route({ method: 'PUT', path: '/settings' }).input(deliverySchema).output(type<DeliverySettings>()),
    /** How the network is reached where a feed says nothing of its own. */
    network: base.route({ method: 'GET', path: '/settings/network' }).output(type<ShownNetworkSettings>()),
    /** The same proxy given again without a password keeps the one it had. */
    setNetwork: base
      .route({ method: 'PUT', path: '/settings/network' })
      .input(networkSchema)
      .output(type<ShownNetworkSettings>()),
  },

  archive: {
    /** What the archive takes on disk, by part. */
    sizes: base.route({ method: 'GET', path: '/archive/sizes' }).output(type<ArchiveSizes>()),
    /** What `applyRetention` would remove; changes nothing. */
    retentionPreview: base
      .route({ method: 'POST', path: '/archive/retention/preview' })
      .input(v.object({ days: v.optional(upTo(36_500), retentionDays) }))
      .output(type<RetentionPreview>()),
    /** Removes stories older than `days`, but for those that are starred or alerted. */
    applyRetention: base
      .route({ method: 'POST', path: '/archive/retention' })
      .input(v.object({ days: v.optional(upTo(36_500), retentionDays) }))
      .output(type<RetentionPreview>()),
    /** What `thin` would take out; changes nothing. */
    thinningPreview: base
      .route({ method: 'POST', path: '/archive/thinning/preview' })
      .input(thinning)
      .output(type<ThinningPreview>()),
    /** Takes out kept pages and pictures; their stories and texts stay, and so does all of starred, noted and alerted ones. */
    thin: base.route({ method: 'POST', path: '/archive/thinning' }).input(thinning).output(type<ThinningPreview>()),
    /** Hours after publication at which pages are looked at again, ascending. None: never. */
    pageChecks: base.route({ method: 'GET', path: '/archive/page-checks' }).output(type<{ hours: number[] }>()),
    setPageChecks: base
      .route({ method: 'PUT', path: '/archive/page-checks' })
      .input(v.object({ hours: v.pipe(v.array(v.pipe(number, v.minValue(0.25), v.maxValue(2160))), v.maxLength(10)) }))
      .output(type<{ hours: number[] }>()),
    backups: base.route({ method: 'GET', path: '/archive/backups' }).output(type<Backup[]>()),
    /** Copies the archive to `path`, or into the rotation; the copy is opened and checked before it counts. */
    backup: base
      .route({ method: 'POST', path: '/archive/backups' })
      .input(v.object({ path: v.optional(line(4_000)) }))
      .output(type<Backup>()),
  },
};
