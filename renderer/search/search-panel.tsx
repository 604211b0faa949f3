import { useQuery } from '@tanstack/react-query';
import { Download, ListFilter, Siren, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useDesk } from '../desk-context.tsx';
import { goTo, type Place } from '../place.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Facets } from './facets.tsx';
import { Histogram } from './histogram.tsx';
import { narrow, narrowings } from './narrow.ts';
import { queryOfView } from './query-of-view.ts';
import styles from './search-panel.module.css';

const RuleEditor = lazy(() => import('../rules/rule-editor.tsx').then((module) => ({ default: module.RuleEditor })));
const ExportDialog = lazy(() => import('./export-dialog.tsx').then((module) => ({ default: module.ExportDialog })));

interface SearchPanelProps {
  readonly place: Place;
  /** The list stands: counts may be asked for without keeping it waiting. */
  readonly isReady: boolean;
}

/** What one can do with the hits of a search: order, narrow, keep as a rule, export. */
export function SearchPanel({ place, isReady }: SearchPanelProps) {
  const { view, order } = place;
  const query = view.query ?? '';
  const [isOpen, setOpen] = useState(false);
  const [dialog, setDialog] = useState<'rule' | 'export'>();
  const { queries } = useDesk();
  const facets = useQuery(
    queries.search.facets.queryOptions({
      input: { query: queryOfView(view) },
      enabled: isReady && isOpen,
      retry: false,
      placeholderData: (previous) => previous,
    }),
  );
  const search = (next: string): void =>
    goTo({ screen: 'stories', view: { ...view, query: next }, ...(order && { order }) });
  const add = (term: string): void => search(narrow(query, term));
  return (
    <div className={styles.panel}>
      <div className={styles.actions}>
        <Segmented
          label="Order"
          value={order ?? 'newest'}
          choices={[
            { value: 'newest', label: 'Newest' },
            { value: 'relevance', label: 'Relevance' },
          ]}
          onChange={(chosen) => {
            const { order: _, storyId: __, ...rest } = place;
            goTo(chosen === 'relevance' ? { ...rest, order: chosen } : rest);
          }}
        />
        <span className={styles.spring} />
        <Button look="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          <ListFilter size={14} aria-hidden /> Narrow
        </Button>
        <IconButton label="Save as a rule" onPress={() => setDialog('rule')}>
          <Siren size={15} aria-hidden />
        </IconButton>
        <IconButton label="Export the result" onPress={() => setDialog('export')}>
          <Download size={15} aria-hidden />
        </IconButton>
      </div>
      <Narrowings query={query} onSearch={search} />
      <Histogram query={queryOfView(view)} isReady={isReady} onNarrow={add} />
      {isOpen && facets.data !== undefined ? <Facets facets={facets.data} onNarrow={add} /> : null}
      {isOpen && facets.data === undefined ? (
        <p className={styles.note} role="status">
          {facets.isError ? facets.error.message : 'Counting…'}
        </p>
      ) : null}
      <Suspense>
        {dialog === 'rule' ? (
          <RuleEditor rule={undefined} query={queryOfView(view)} onClose={() => setDialog(undefined)} />
        ) : null}
        {dialog === 'export' ? <ExportDialog query={queryOfView(view)} onClose={() => setDialog(undefined)} /> : null}
      </Suspense>
    </div>
  );
}

/** What the search is narrowed by, each with a way to take it out. */
function Narrowings({ query, onSearch }: { readonly query: string; readonly onSearch: (query: string) => void }) {
  const found = narrowings(query);
  if (found.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label="Narrowed by">
      {found.map(({ text, without }) => (
        <li key={text}>
          <button
            type="button"
            className={styles.chip}
            aria-label={`Take out ${text}`}
            onClick={() => onSearch(without)}
          >
            <bdi dir="ltr">{text}</bdi> <X size={12} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
