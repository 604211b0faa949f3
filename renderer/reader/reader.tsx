import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, CircleHelp, Download, ExternalLink, MailOpen, Printer, Star } from 'lucide-react';
import { Suspense, useMemo, useRef, useState } from 'react';
import type { Span, Story, Tag } from '../../shared/model.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useDesk } from '../desk-context.tsx';
import { bindDesignations, Foreign } from '../foreign.tsx';
import { useShell } from '../shell-context.tsx';
import { longTime, relativeTime } from '../time.ts';
import { IconButton } from '../ui/button.tsx';
import { EmptyState, Keys } from '../ui/empty-state.tsx';
import { Body, MarkedText } from './body.tsx';
import { LazyNoteDialog, LazyTypographyMenu, LazyWhyDialog } from './lazy-panels.tsx';
import { LinkDialog } from './link-dialog.tsx';
import type { Mark } from './marks.ts';
import './print.css';
import styles from './reader.module.css';
import { SelectionBar } from './selection-bar.tsx';
import { StoryDetails } from './story-details.tsx';
import { TagChips } from './tag-chips.tsx';
import { readSelection, type SelectedWords } from './text-selection.ts';
import { useNotes } from './use-notes.ts';

interface ReaderProps {
  readonly storyId: number | undefined;
  readonly onBack: () => void;
  readonly onToggleStar: (story: Story) => void;
  readonly onToggleRead: (story: Story) => void;
}

export function Reader({ storyId, ...actions }: ReaderProps) {
  const { queries } = useDesk();
  const story = useQuery(
    queries.stories.get.queryOptions({ input: { id: storyId ?? 0 }, enabled: storyId !== undefined }),
  );
  if (storyId === undefined)
    return (
      <EmptyState title="No story is open">
        <p>
          <Keys>j</Keys> opens the next story, <Keys>n</Keys> the next unread one, <Keys>?</Keys> shows all keys.
        </p>
      </EmptyState>
    );
  if (story.isError)
    return <EmptyState title="This story is not here any more">It may belong to a feed that was removed.</EmptyState>;
  if (story.data === undefined) return <div className={styles.waiting} role="status" aria-label="Loading the story" />;
  return <OpenStory key={story.data.id} story={story.data} {...actions} />;
}

function OpenStory({
  story,
  onBack,
  onToggleStar,
  onToggleRead,
}: Omit<ReaderProps, 'storyId'> & { readonly story: Story }) {
  const { client } = useDesk();
  const { shell, settings } = useShell();
  const [pointed, setPointed] = useState<Tag>();
  const [link, setLink] = useState<string>();
  const [isFetching, setFetching] = useState(false);
  const [asksWhy, setAsksWhy] = useState(false);
  const notes = useNotes(story);
  const article = useRef<HTMLElement>(null);
  const matches = useMemo(() => story.alerts.flatMap(({ spans }) => spans), [story.alerts]);
  const marks = (field: Span['field']): Mark[] => [
    ...matches.filter((span) => span.field === field).map((span) => ({ ...span, kind: 'match' as const })),
    ...[...(pointed?.spans ?? []), ...(pointed?.demonyms ?? [])]
      .filter((span) => span.field === field)
      .map((span) => ({ ...span, kind: 'tag' as const })),
  ];
  const noted = (field: Span['field']): Mark[] =>
    notes.placed.flatMap(({ annotation, place }) =>
      place === undefined || annotation.field !== field ? [] : [{ ...place, kind: 'note' as const }],
    );
  const write = (words: SelectedWords): void => {
    const quote = (words.field === 'title' ? story.title : story.text).slice(words.from, words.to);
    notes.setDraft({ kind: 'new', words, quote });
  };
  const withSelection = (act: (words: SelectedWords) => void): void => {
    const words = article.current === null ? undefined : readSelection(article.current);
    if (words !== undefined) act(words);
  };
  const fetchText = (): void => {
    setFetching(true);
    client.stories
      .fetchFullText({ id: story.id })
      .catch(() => undefined)
      .finally(() => setFetching(false));
  };
  useCommands({
    'open-original': () => setLink(story.url),
    'fetch-text': () => story.url !== undefined && fetchText(),
    highlight: () => withSelection(notes.highlight),
    note: () => withSelection(write),
    print: () => window.print(),
    'why-alert': () => setAsksWhy(true),
  });
  const isRightToLeft = /^(ar|fa|he|ur)$/.test(story.language ?? '');

  return (
    <div className={styles.reader}>
      <header className={styles.toolbar}>
        <span className={styles.back}>
          <IconButton label="Back to the list" keys="Esc" onPress={onBack}>
            <ArrowLeft size={16} aria-hidden />
          </IconButton>
        </span>
        <IconButton label={story.starred ? 'Remove star' : 'Star'} keys="s" onPress={() => onToggleStar(story)}>
          <Star size={16} aria-hidden className={story.starred ? styles.starred : undefined} />
        </IconButton>
        <IconButton label={story.read ? 'Mark as unread' : 'Mark as read'} keys="m" onPress={() => onToggleRead(story)}>
          <MailOpen size={16} aria-hidden />
        </IconButton>
        <IconButton
          label="Fetch the full text"
          keys="f"
          isDisabled={isFetching || story.url === undefined}
          onPress={fetchText}
        >
          <Download size={16} aria-hidden />
        </IconButton>
        <IconButton
          label="Open the original page"
          keys="v"
          isDisabled={story.url === undefined}
          onPress={() => setLink(story.url)}
        >
          <ExternalLink size={16} aria-hidden />
        </IconButton>
        <IconButton label="Why did a rule fire, or not?" keys="y" onPress={() => setAsksWhy(true)}>
          <CircleHelp size={16} aria-hidden />
        </IconButton>
        <IconButton label="Print, also as PDF" keys="Mod+P" onPress={() => window.print()}>
          <Printer size={16} aria-hidden />
        </IconButton>
        <Suspense>
          <LazyTypographyMenu />
        </Suspense>
        {isFetching ? <span role="status">Fetching the article…</span> : null}
      </header>
      <section className={styles.scroller} tabIndex={-1} aria-label="Article" data-pane="reader">
        <article
          ref={article}
          data-print="story"
          dir={isRightToLeft ? 'rtl' : 'ltr'}
          lang={story.language}
          className={`${styles.article} ${settings.readerFont === 'sans' ? styles.sans : ''}`}
          style={{ fontSize: settings.readerSize, maxInlineSize: `${settings.readerWidth}ch` }}
        >
          <h1 dir="auto" className={styles.headline} data-field="title" data-from={0}>
            <MarkedText
              text={bindDesignations(story.title)}
              offset={0}
              marks={[...marks('title'), ...noted('title')]}
            />
          </h1>
          <Meta story={story} />
          <p dir="ltr" className={styles.printed}>
            {story.url}
          </p>
          <TagChips story={story} onPoint={setPointed} />
          {story.fullTextError === undefined ? null : <p className={styles.notice}>Full text: {story.fullTextError}</p>}
          {story.withdrawn ? (
            <p className={styles.notice}>The site took this page away. This is the text as it was kept.</p>
          ) : null}
          {story.fullText === 'waiting' ? (
            <p className={styles.notice}>The article page is still to be fetched.</p>
          ) : null}
          <Body
            body={story.body}
            language={story.language}
            marks={[...marks('text'), ...noted('text')]}
            assetUrl={shell.assetUrl}
            removedPictures={story.removedPictures}
            onLink={setLink}
          />
          {story.body.blocks.length === 0 ? (
            <p className={styles.notice}>The feed gave no text for this entry.</p>
          ) : null}
        </article>
        <StoryDetails story={story} notes={notes} />
      </section>
      <SelectionBar article={article} onHighlight={notes.highlight} onNote={write} />
      {notes.draft === undefined ? null : (
        <Suspense>
          <LazyNoteDialog
            quote={notes.draft.kind === 'new' ? notes.draft.quote : notes.draft.annotation.quote}
            note={notes.draft.kind === 'new' ? '' : notes.draft.annotation.note}
            onSave={notes.save}
            onClose={() => notes.setDraft(undefined)}
          />
        </Suspense>
      )}
      {asksWhy ? (
        <Suspense>
          <LazyWhyDialog
            storyId={story.id}
            storyTitle={story.title}
            ruleId={story.alerts[0]?.ruleId}
            onClose={() => setAsksWhy(false)}
          />
        </Suspense>
      ) : null}
      <LinkDialog href={link} onClose={() => setLink(undefined)} />
    </div>
  );
}

const dayMs = 86_400_000;

function Meta({ story }: { readonly story: Story }) {
  const { settings } = useShell();
  const seenLate = story.firstSeenAt - story.publishedAt > dayMs;
  return (
    <p className={styles.meta}>
      <Foreign text={story.feedTitle} />
      {story.author === undefined ? null : (
        <>
          {' · '}
          <Foreign text={story.author} />
        </>
      )}
      {' · '}
      <time>
        <bdi>
          {longTime(story.publishedAt, settings.times)} ({relativeTime(story.publishedAt)})
        </bdi>
      </time>
      {seenLate ? <bdi> · first seen {longTime(story.firstSeenAt, settings.times)}</bdi> : null}
      {story.dateNote === 'undated' ? <bdi> · the feed gives no date: this is when it was first seen</bdi> : null}
      {story.dateNote === 'clamped' ? (
        <bdi> · the feed states a date in the future: this is when it was first seen</bdi>
      ) : null}
    </p>
  );
}
