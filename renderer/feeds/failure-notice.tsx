import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { Feed } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { goTo } from '../place.ts';
import { useShell } from '../shell-context.tsx';
import { count, shortTime } from '../time.ts';
import { Button, IconButton } from '../ui/button.tsx';
import styles from './failure-notice.module.css';
import { isNewlyFailing } from './needs-look.ts';

/** Tells once of feeds that began to fail: quiet, until it is put away or they answer again. */
export function FailureNotice() {
  const { client, queries } = useDesk();
  const { settings } = useShell();
  const feeds = (useQuery(queries.feeds.list.queryOptions()).data ?? []).filter(isNewlyFailing);
  if (feeds.length === 0) return null;
  const putAway = (): void => {
    client.feeds.markFailuresSeen({ ids: feeds.map(({ id }) => id) }).catch(() => undefined);
  };
  const since = shortTime(Math.min(...feeds.map(sinceOf)), settings.times);
  return (
    <div className={styles.notice} role="status">
      <p className={styles.words}>
        {feeds.length === 1 ? (
          <OneFeed feed={feeds[0]} since={since} />
        ) : (
          `${count(feeds.length)} feeds began to fail since ${since}`
        )}
      </p>
      <Button
        look="quiet"
        onPress={() => goTo({ screen: 'feeds', view: feeds.length === 1 ? { feedId: feeds[0]?.id } : {} })}
      >
        Show
      </Button>
      <IconButton label="Put this notice away" onPress={putAway}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  );
}

function OneFeed({ feed, since }: { readonly feed: Feed | undefined; readonly since: string }) {
  return (
    <>
      <Foreign text={feed?.title ?? ''} language={feed?.language} /> began to fail at {since}
    </>
  );
}

function sinceOf({ health }: Feed): number {
  return health.failingSince ?? Number.POSITIVE_INFINITY;
}
