import { CloudOff, HardDriveDownload, Hourglass } from 'lucide-react';
import type { FullTextState } from '../../shared/model.ts';

const states = {
  stored: { Icon: HardDriveDownload, words: 'whole text kept for offline reading' },
  waiting: { Icon: Hourglass, words: 'article page still to be fetched' },
  failed: { Icon: CloudOff, words: 'article page could not be had' },
} as const;

/** Whether a story can be read whole without a network. Says nothing of those that never asked for their page. */
export function OfflineState({ state }: { readonly state: FullTextState }) {
  if (state === 'none') return null;
  const { Icon, words } = states[state];
  return (
    <span title={words} data-offline={state}>
      <Icon size={12} aria-hidden />
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
