import { useState } from 'react';
import { type Feed, fullTextModes } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { count } from '../time.ts';
import { Button } from '../ui/button.tsx';
import { MenuButton } from '../ui/menu.tsx';
import { useToast } from '../ui/toast.tsx';
import { fullTextNames } from './feed-state.ts';
import styles from './feeds-page.module.css';
import { FolderDialog } from './folder-dialog.tsx';
import { useRemoveFeeds } from './use-remove-feeds.ts';

/** What can be done with the chosen feeds. */
export function BulkActions({ feeds, onDone }: { readonly feeds: readonly Feed[]; readonly onDone: () => void }) {
  const { client } = useDesk();
  const toast = useToast();
  const removeFeeds = useRemoveFeeds();
  const [isMoving, setMoving] = useState(false);
  if (feeds.length === 0) return <p className={styles.hint}>Choose feeds with their boxes to change many at once.</p>;
  const ids = feeds.map(({ id }) => id);
  const fail = (reason: unknown): void => toast(reason instanceof Error ? reason.message : String(reason));
  const change = (patch: Omit<Parameters<typeof client.feeds.updateMany>[0], 'ids'>): void => {
    client.feeds.updateMany({ ids, ...patch }).catch(fail);
  };
  return (
    <div className={styles.bulk} role="toolbar" aria-label="Chosen feeds">
      <span className={styles.chosen}>{count(ids.length)} chosen</span>
      <Button onPress={() => void client.desk.poll({ feedIds: ids }).catch(fail)}>Poll now</Button>
      <MenuButton
        label="Switch"
        choices={[
          { value: 'on', label: 'On' },
          { value: 'off', label: 'Off' },
          { value: 'trial', label: 'On, if the next poll gives dated entries' },
        ]}
        onChoose={(way) => change(way === 'trial' ? { onTrial: true } : { enabled: way === 'on' })}
      />
      <Button onPress={() => setMoving(true)}>Move…</Button>
      <MenuButton
        label="Full text"
        choices={fullTextModes.map((value) => ({ value, label: fullTextNames[value] }))}
        onChoose={(fullText) => change({ fullText })}
      />
      <Button
        onPress={() => {
          removeFeeds(feeds);
          onDone();
        }}
      >
        Remove
      </Button>
      {isMoving ? (
        <FolderDialog many={ids.length} onClose={() => setMoving(false)} onMove={(folder) => change({ folder })} />
      ) : null}
    </div>
  );
}
