/** The screens of feeds, loaded when one of them is first asked for. */
import { lazy } from 'react';

export const LazyFeedsPage = lazy(async () => ({ default: (await import('./feeds-page.tsx')).FeedsPage }));
export const LazyAddFeedDialog = lazy(async () => ({ default: (await import('./add-feed-dialog.tsx')).AddFeedDialog }));
export const LazyImportDialog = lazy(async () => ({ default: (await import('./import-dialog.tsx')).ImportDialog }));
export const LazyFirstRun = lazy(async () => ({ default: (await import('./first-run.tsx')).FirstRun }));
