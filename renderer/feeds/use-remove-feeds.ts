import type { Feed } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { count } from '../time.ts';
import { useToast } from '../ui/toast.tsx';

/** Removes feeds, with a way back for ten seconds. */
export function useRemoveFeeds(): (feeds: readonly Feed[]) => void {
  const { client } = useDesk();
  const toast = useToast();
  return (feeds) => {
    const ids = feeds.map(({ id }) => id);
    const [first] = feeds;
    const what = feeds.length === 1 ? `“${first?.title}”` : `${count(feeds.length)} feeds`;
    const fail = (reason: unknown): void => toast(reason instanceof Error ? reason.message : String(reason));
    client.feeds
      .remove({ ids })
      .then(
        () => toast(`${what} removed`, { label: 'Undo', run: () => void client.feeds.restore({ ids }).catch(fail) }),
        fail,
      );
  };
}
