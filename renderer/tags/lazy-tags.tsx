/** The screens of tags, loaded when one of them is first asked for. */
import { lazy } from 'react';

export const LazyTagsScreen = lazy(async () => ({ default: (await import('./tags-screen.tsx')).TagsScreen }));
export const LazyTagRemoval = lazy(async () => ({ default: (await import('./tag-removal.tsx')).TagRemoval }));
