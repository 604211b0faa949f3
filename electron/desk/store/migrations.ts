/** The archive's schema as named, append-only steps. `PRAGMA user_version` counts the steps that were taken. */

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Never edit or reorder a step that has shipped: add one. */
export const migrations: readonly Migration[] = [
  {
    name: 'feeds, stories, tags, rules and alerts',
    sql: `
      CREATE TABLE feeds (
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,
        site_url TEXT,
        title TEXT NOT NULL,
        title_is_custom INTEGER NOT NULL DEFAULT 0,
        folder TEXT,
        language TEXT,
        country TEXT,
        source_type TEXT,
        state_affiliated INTEGER NOT NULL DEFAULT 0,
        enabled INTEGER NOT NULL DEFAULT 1,
        interval_ms INTEGER,
        full_text TEXT NOT NULL DEFAULT 'always',
        user_agent TEXT,
        added_at INTEGER NOT NULL,
        removed_at INTEGER
      ) STRICT;

      -- What polling learned about a feed; apart from feeds because every poll writes it.
      CREATE TABLE feed_polls (
        feed_id INTEGER PRIMARY KEY REFERENCES feeds (id) ON DELETE CASCADE,
        etag TEXT,
        last_modified TEXT,
        body_hash TEXT,
        next_poll_at INTEGER NOT NULL DEFAULT 0,
        last_polled_at INTEGER,
        last_success_at INTEGER,
        last_status INTEGER,
        newest_entry_at INTEGER,
        outcome TEXT NOT NULL DEFAULT 'waiting',
        sentence TEXT NOT NULL DEFAULT 'Not polled yet.',
        failures INTEGER NOT NULL DEFAULT 0,
        polls INTEGER NOT NULL DEFAULT 0,
        not_modified INTEGER NOT NULL DEFAULT 0,
        latency_ms_sum REAL NOT NULL DEFAULT 0,
        received_bytes INTEGER NOT NULL DEFAULT 0,
        entries_per_day REAL NOT NULL DEFAULT 0,
        ttl_ms INTEGER,
        moved_to TEXT,
        moved_count INTEGER NOT NULL DEFAULT 0,
        gone_at INTEGER,
        warnings TEXT NOT NULL DEFAULT '[]',
        evidence TEXT
      ) STRICT;

      CREATE TABLE stories (
        id INTEGER PRIMARY KEY,
        feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
        identity TEXT NOT NULL,
        url TEXT,
        title TEXT NOT NULL,
        author TEXT,
        site_name TEXT,
        language TEXT,
        published_at INTEGER NOT NULL,
        updated_at INTEGER,
        first_seen_at INTEGER NOT NULL,
        date_note TEXT,
        categories TEXT NOT NULL DEFAULT '[]',
        feed_fingerprint TEXT NOT NULL,
        read_at INTEGER,
        starred_at INTEGER,
        severity INTEGER,
        revisions INTEGER NOT NULL DEFAULT 1,
        withdrawn_at INTEGER,
        body_source TEXT NOT NULL DEFAULT 'feed',
        full_text TEXT NOT NULL DEFAULT 'none',
        full_text_error TEXT,
        UNIQUE (feed_id, identity)
      ) STRICT;
      CREATE INDEX stories_unread ON stories (id) WHERE read_at IS NULL;
      CREATE INDEX stories_starred ON stories (id) WHERE starred_at IS NOT NULL;
      CREATE INDEX stories_alerted ON stories (id) WHERE severity IS NOT NULL;
      CREATE INDEX stories_by_feed ON stories (feed_id, id);
      CREATE INDEX stories_by_url ON stories (feed_id, url);

      -- zstd of the JSON of an ArticleBody.
      CREATE TABLE bodies (
        story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
        body BLOB NOT NULL
      ) STRICT;

      CREATE TABLE revisions (
        story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        seen_at INTEGER NOT NULL,
        source TEXT NOT NULL,
        title TEXT NOT NULL,
        text BLOB NOT NULL,
        PRIMARY KEY (story_id, number)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE tags (
        id INTEGER PRIMARY KEY,
        entity_id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        label TEXT NOT NULL
      ) STRICT;
      CREATE TABLE story_tags (
        tag_id INTEGER NOT NULL REFERENCES tags (id),
        story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        spans TEXT NOT NULL,
        PRIMARY KEY (tag_id, story_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX story_tags_by_story ON story_tags (story_id);

      -- Fed with the terms of tag/normalise.ts, so that search and rules agree; meta holds feed, tag and language tokens.
      CREATE VIRTUAL TABLE story_index USING fts5 (
        title, body, meta, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
      );
      -- Every indexed term, for prefixes: story_index.term is a view of it that FTS5 keeps.
      CREATE VIRTUAL TABLE story_terms USING fts5vocab (story_index, row);

      CREATE TABLE captures (
        id INTEGER PRIMARY KEY,
        story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        url TEXT NOT NULL,
        fetched_at INTEGER NOT NULL,
        status INTEGER NOT NULL,
        headers TEXT NOT NULL,
        redirects TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        chain TEXT NOT NULL
      ) STRICT;
      CREATE INDEX captures_by_story ON captures (story_id);

      CREATE TABLE pictures (
        story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        src TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        type TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        PRIMARY KEY (story_id, src)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX pictures_by_sha256 ON pictures (sha256);

      CREATE TABLE article_queue (
        story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
        due_at INTEGER NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX article_queue_due ON article_queue (due_at);

      CREATE TABLE rules (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        query TEXT NOT NULL,
        severity INTEGER NOT NULL,
        trigger_kind TEXT NOT NULL DEFAULT 'each-story',
        notify INTEGER NOT NULL DEFAULT 1,
        sound INTEGER NOT NULL DEFAULT 0,
        enabled INTEGER NOT NULL DEFAULT 1,
        created_at INTEGER NOT NULL,
        removed_at INTEGER
      ) STRICT;

      CREATE TABLE alerts (
        id INTEGER PRIMARY KEY,
        rule_id INTEGER NOT NULL REFERENCES rules (id),
        story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        at INTEGER NOT NULL,
        severity INTEGER NOT NULL,
        spans TEXT NOT NULL,
        acknowledged_at INTEGER,
        claimed_at INTEGER,
        announced_at INTEGER,
        not_announced TEXT,
        UNIQUE (rule_id, story_id)
      ) STRICT;
      CREATE INDEX alerts_by_story ON alerts (story_id);
      CREATE INDEX alerts_to_announce ON alerts (id) WHERE announced_at IS NULL AND not_announced IS NULL;
      CREATE INDEX alerts_unacknowledged ON alerts (id) WHERE acknowledged_at IS NULL;

      CREATE TABLE saved_searches (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        query TEXT NOT NULL,
        created_at INTEGER NOT NULL
      ) STRICT;
    `,
  },
  {
    name: 'an index of terms as they are, filled anew',
    sql: `
      -- The terms come folded and parted: a tokenizer that looks at letters again would only cost time, and disagree.
      DROP TABLE story_terms;
      DROP TABLE story_index;
      -- The body comes first: only the places of the first column go unmarked, and most words stand in it (a sixth less).
      CREATE VIRTUAL TABLE story_index USING fts5 (
        body, title, meta, content = '', contentless_delete = 1, tokenize = 'ascii'
      );
      -- Leaves as large as the pages that hold them.
      INSERT INTO story_index (story_index, rank) VALUES ('pgsz', 8100);

      -- Stories that are stored but not yet indexed.
      CREATE TABLE index_queue (story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE) STRICT;
      INSERT INTO index_queue SELECT id FROM stories;

      CREATE INDEX stories_by_first_seen ON stories (first_seen_at);
      CREATE INDEX stories_edited ON stories (id) WHERE revisions > 1;
      CREATE INDEX stories_withdrawn ON stories (id) WHERE withdrawn_at IS NOT NULL;
    `,
  },
  {
    name: 'what a feed sends, feeds on trial, and their last polls',
    sql: `
      -- JSON list of {name, value}; a secret value is not here but in the secrets.
      ALTER TABLE feeds ADD COLUMN headers TEXT NOT NULL DEFAULT '[]';
      ALTER TABLE feeds ADD COLUMN username TEXT;
      ALTER TABLE feeds ADD COLUMN has_password INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE feeds ADD COLUMN proxy TEXT NOT NULL DEFAULT 'system';
      ALTER TABLE feeds ADD COLUMN has_proxy_password INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE feeds ADD COLUMN timeout_ms INTEGER;
      ALTER TABLE feeds ADD COLUMN max_bytes INTEGER;
      -- 'running' until its first poll; 'failed' when that gave no dated entries and the feed was switched off.
      ALTER TABLE feeds ADD COLUMN trial TEXT;

      CREATE TABLE feed_history (
        feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
        at INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        sentence TEXT NOT NULL,
        status INTEGER,
        latency_ms REAL NOT NULL,
        received_bytes INTEGER NOT NULL,
        PRIMARY KEY (feed_id, at)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    name: 'what retention removed',
    sql: `
      -- Identities whose stories are gone: a feed that still lists them does not bring them back.
      CREATE TABLE retired_stories (
        feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
        identity TEXT NOT NULL,
        PRIMARY KEY (feed_id, identity)
      ) STRICT, WITHOUT ROWID;
      -- What the chain of captures is made of, for those whose pages are gone.
      CREATE TABLE retired_captures (
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL,
        fetched_at INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        headers TEXT NOT NULL,
        chain TEXT NOT NULL
      ) STRICT;
    `,
  },
  {
    name: 'clusters',
    sql: `
      -- Which event a story reports, named by the story that founded the cluster, and whose text or report it passes on.
      CREATE TABLE story_clusters (
        story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
        cluster_id INTEGER NOT NULL,
        copy_of INTEGER,
        attributed_to TEXT,
        attributed_to_state INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX story_clusters_by_cluster ON story_clusters (cluster_id, story_id);
    `,
  },
  {
    name: 'what edits changed, checks of pages, and notes on texts',
    sql: `
      -- JSON list of what a state changed against the one of its source before it; null for the first.
      ALTER TABLE revisions ADD COLUMN changes TEXT;
      -- The headline on the page, which may differ from the feed's.
      ALTER TABLE stories ADD COLUMN page_title TEXT;
      -- When an edit last changed what the story says, not only how.
      ALTER TABLE stories ADD COLUMN material_edit_at INTEGER;

      -- Pages that are looked at again after publication; step counts the looks that were taken.
      CREATE TABLE page_checks (
        story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
        due_at INTEGER NOT NULL,
        step INTEGER NOT NULL DEFAULT 0,
        -- Answers 404 or 410 in a row.
        gone INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX page_checks_due ON page_checks (due_at);

      -- Highlights, with or without a note. quote finds its place again when the text was revised.
      CREATE TABLE annotations (
        id INTEGER PRIMARY KEY,
        story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        field TEXT NOT NULL,
        -- The leaf of the text, and the offset in it.
        block INTEGER NOT NULL,
        start INTEGER NOT NULL,
        quote TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT '',
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX annotations_by_story ON annotations (story_id);

      -- Settings of the archive rather than of the application, as JSON.
      CREATE TABLE archive_settings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    name: 'entities of the user, tags taken off stories, and names to propose',
    sql: `
      -- What the user made or changed of the gazetteer. JSON lists: names as EntityAlias; without as {language, text}.
      CREATE TABLE entities (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        label TEXT,
        aliases TEXT NOT NULL DEFAULT '[]',
        without TEXT NOT NULL DEFAULT '[]',
        disabled INTEGER NOT NULL DEFAULT 0,
        changed_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE removed_tags (
        story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        entity_id TEXT NOT NULL,
        removed_at INTEGER NOT NULL,
        PRIMARY KEY (story_id, entity_id)
      ) STRICT, WITHOUT ROWID;

      -- One row: the gazetteer that stories are tagged with, and how far the older ones are, newest first.
      CREATE TABLE retagging (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        gazetteer TEXT NOT NULL,
        below_id INTEGER,
        done INTEGER NOT NULL DEFAULT 0,
        total INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      CREATE TABLE candidates (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        language TEXT NOT NULL,
        titled INTEGER NOT NULL DEFAULT 0,
        stories INTEGER NOT NULL DEFAULT 0,
        seen_at INTEGER NOT NULL,
        settled_at INTEGER
      ) STRICT;
      CREATE INDEX candidates_by_stories ON candidates (stories) WHERE settled_at IS NULL;
      -- Evidence, a few stories a name.
      CREATE TABLE candidate_stories (
        candidate_id INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
        story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        span TEXT NOT NULL,
        PRIMARY KEY (candidate_id, story_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX candidate_stories_by_story ON candidate_stories (story_id);
      -- Stories that are still to be read for names.
      CREATE TABLE candidate_queue (story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE) STRICT;
      INSERT INTO candidate_queue SELECT id FROM stories ORDER BY id DESC LIMIT 5000;
      CREATE TRIGGER queue_for_candidates AFTER INSERT ON stories BEGIN
        INSERT INTO candidate_queue (story_id) VALUES (new.id);
      END;
    `,
  },
  {
    name: 'pages that could not be had',
    sql: `
      CREATE INDEX stories_failed ON stories (id) WHERE full_text = 'failed';
    `,
  },
  {
    name: 'pages by what they hold',
    sql: `
      CREATE INDEX captures_by_sha256 ON captures (sha256);
    `,
  },
  {
    name: 'what rules matched, when they fire and how they tell',
    sql: `
      -- JSON of trigger, scope, digest, webhook and active hours.
      ALTER TABLE rules ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
      ALTER TABLE rules ADD COLUMN expires_at INTEGER;
      ALTER TABLE rules ADD COLUMN muted_until INTEGER;
      ALTER TABLE rules ADD COLUMN has_webhook_secret INTEGER NOT NULL DEFAULT 0;

      -- Every story that met a rule, whether it fired or not. at: when the story was published.
      CREATE TABLE rule_hits (
        rule_id INTEGER NOT NULL REFERENCES rules (id),
        story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        at INTEGER NOT NULL,
        spans TEXT NOT NULL,
        PRIMARY KEY (rule_id, story_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX rule_hits_by_time ON rule_hits (rule_id, at);
      CREATE INDEX rule_hits_by_story ON rule_hits (story_id);
      INSERT INTO rule_hits
        SELECT a.rule_id, a.story_id, min(s.published_at, a.at), a.spans FROM alerts a JOIN stories s ON s.id = a.story_id;

      -- JSON of what the trigger saw. held: why it waits; for a digest since held_at.
      ALTER TABLE alerts ADD COLUMN detail TEXT;
      ALTER TABLE alerts ADD COLUMN held TEXT;
      ALTER TABLE alerts ADD COLUMN held_at INTEGER;
      ALTER TABLE alerts ADD COLUMN snoozed_until INTEGER;
      CREATE INDEX alerts_by_rule ON alerts (rule_id, at);
      CREATE TABLE alert_stories (
        alert_id INTEGER NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
        story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        PRIMARY KEY (alert_id, story_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX alert_stories_by_story ON alert_stories (story_id);

      -- How long a flow has been quiet since its last story, counted while it could have been heard.
      CREATE TABLE rule_silences (
        rule_id INTEGER PRIMARY KEY REFERENCES rules (id),
        story_id INTEGER NOT NULL,
        quiet_ms INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE rule_pins (
        rule_id INTEGER NOT NULL REFERENCES rules (id),
        story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        must_fire INTEGER NOT NULL,
        PRIMARY KEY (rule_id, story_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX rule_pins_by_story ON rule_pins (story_id);

      -- Notifications shown: what the budget counts.
      CREATE TABLE interruptions (id INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;
      CREATE INDEX interruptions_by_time ON interruptions (at);
      -- The body is made once, so that each attempt sends the same under the same id.
      CREATE TABLE webhook_outbox (
        id TEXT PRIMARY KEY,
        rule_id INTEGER NOT NULL REFERENCES rules (id),
        url TEXT NOT NULL,
        body TEXT NOT NULL,
        due_at INTEGER NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        problem TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX webhook_outbox_due ON webhook_outbox (due_at);
    `,
  },
  {
    name: 'counts of stories by feed and tag, kept as stories come and go',
    sql: `
      -- The sidebar shows them several times a second during a round; counting a million stories takes longer.
      CREATE TABLE feed_counts (
        feed_id INTEGER PRIMARY KEY REFERENCES feeds (id) ON DELETE CASCADE,
        stories INTEGER NOT NULL DEFAULT 0,
        unread INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      INSERT INTO feed_counts
        SELECT f.id, count(s.id), count(s.id) FILTER (WHERE s.read_at IS NULL),
          count(s.id) FILTER (WHERE s.starred_at IS NOT NULL)
        FROM feeds f LEFT JOIN stories s ON s.feed_id = f.id GROUP BY f.id;
      CREATE TRIGGER count_feed AFTER INSERT ON feeds BEGIN
        INSERT INTO feed_counts (feed_id) VALUES (new.id);
      END;
      CREATE TRIGGER count_story AFTER INSERT ON stories BEGIN
        UPDATE feed_counts SET stories = stories + 1, unread = unread + (new.read_at IS NULL),
          starred = starred + (new.starred_at IS NOT NULL) WHERE feed_id = new.feed_id;
      END;
      CREATE TRIGGER uncount_story AFTER DELETE ON stories BEGIN
        UPDATE feed_counts SET stories = stories - 1, unread = unread - (old.read_at IS NULL),
          starred = starred - (old.starred_at IS NOT NULL) WHERE feed_id = old.feed_id;
      END;
      CREATE TRIGGER count_marks AFTER UPDATE OF read_at, starred_at ON stories
      WHEN (old.read_at IS NULL) <> (new.read_at IS NULL) OR (old.starred_at IS NULL) <> (new.starred_at IS NULL) BEGIN
        UPDATE feed_counts SET unread = unread + (new.read_at IS NULL) - (old.read_at IS NULL),
          starred = starred + (old.starred_at IS NULL) - (new.starred_at IS NULL) WHERE feed_id = new.feed_id;
      END;

      ALTER TABLE tags ADD COLUMN stories INTEGER NOT NULL DEFAULT 0;
      UPDATE tags SET stories = (SELECT count(*) FROM story_tags WHERE tag_id = tags.id);
      CREATE TRIGGER count_tag AFTER INSERT ON story_tags BEGIN
        UPDATE tags SET stories = stories + 1 WHERE id = new.tag_id;
      END;
      CREATE TRIGGER uncount_tag AFTER DELETE ON story_tags BEGIN
        UPDATE tags SET stories = stories - 1 WHERE id = old.tag_id;
      END;
    `,
  },
  {
    name: 'pages and pictures that were taken out while their stories stay',
    sql: `
      -- When the file was removed to save space; the record stays, as the chain of captures needs it.
      ALTER TABLE captures ADD COLUMN removed_at INTEGER;
      ALTER TABLE pictures ADD COLUMN removed_at INTEGER;
    `,
  },
  {
    name: 'hours and days that a feed skips, and since when it fails',
    sql: `
      -- JSON: hours of the day and days of the week, UTC.
      ALTER TABLE feed_polls ADD COLUMN skips TEXT;
      ALTER TABLE feed_polls ADD COLUMN failing_since INTEGER;
      -- Whether the user was told of this failure.
      ALTER TABLE feed_polls ADD COLUMN failure_seen INTEGER NOT NULL DEFAULT 0;
      UPDATE feed_polls SET failing_since = coalesce(last_success_at, last_polled_at), failure_seen = 1 WHERE failures > 0;
    `,
  },
  {
    name: 'a limit of redirects, bodies in the order they came, and what a new row brings written by whoever writes the row',
    sql: `
      ALTER TABLE feeds ADD COLUMN max_redirects INTEGER;

      -- Bodies of one feed lie together, and pages are filled: by the times of their stories each would go to a page of
      -- its own, which is written whole.
      CREATE TABLE bodies_as_they_came (
        id INTEGER PRIMARY KEY,
        story_id INTEGER NOT NULL UNIQUE REFERENCES stories (id) ON DELETE CASCADE,
        body BLOB NOT NULL
      ) STRICT;
      INSERT INTO bodies_as_they_came (story_id, body) SELECT story_id, body FROM bodies ORDER BY story_id;
      DROP TABLE bodies;
      ALTER TABLE bodies_as_they_came RENAME TO bodies;

      -- A statement with a trigger, or with several rows, gets a journal of its own in which SQLite copies every page it
      -- changes: half of what a new story cost. store/stories.ts and store/tags.ts do the same in plain statements.
      DROP TRIGGER count_story;
      DROP TRIGGER queue_for_candidates;
      DROP TRIGGER count_tag;

      -- What a transaction adds to the index goes into one segment, not into one for each megabyte of words.
      INSERT INTO story_index (story_index, rank) VALUES ('hashsize', 8388608);
    `,
  },
];
