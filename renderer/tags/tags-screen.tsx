import { useState } from 'react';
import type { Place } from '../place.ts';
import { Segmented } from '../ui/segmented.tsx';
import { CandidateList } from './candidate-list.tsx';
import { EntityList } from './entity-list.tsx';
import { TagPage } from './tag-page.tsx';

/** One tag, or all entities and the names that may become some. */
export function TagsScreen({ place }: { readonly place: Place }) {
  const [shown, setShown] = useState<'entities' | 'candidates'>('entities');
  if (place.view.tag !== undefined) return <TagPage key={place.view.tag} entityId={place.view.tag} />;
  const choice = (
    <Segmented
      label="What is shown"
      value={shown}
      choices={[
        { value: 'entities', label: 'Entities' },
        { value: 'candidates', label: 'Candidates' },
      ]}
      onChange={setShown}
    />
  );
  return shown === 'entities' ? <EntityList>{choice}</EntityList> : <CandidateList>{choice}</CandidateList>;
}
