/** What stands behind the text and the dialogs of the reader, loaded when first asked for. */
import { lazy } from 'react';

export const LazyRevisionsPanel = lazy(async () => ({
  default: (await import('./revisions-panel.tsx')).RevisionsPanel,
}));
export const LazyProvenancePanel = lazy(async () => ({
  default: (await import('./provenance-panel.tsx')).ProvenancePanel,
}));
export const LazyNoteDialog = lazy(async () => ({ default: (await import('./note-dialog.tsx')).NoteDialog }));
export const LazyNotesPanel = lazy(async () => ({ default: (await import('./notes-panel.tsx')).NotesPanel }));
export const LazyTypographyMenu = lazy(async () => ({
  default: (await import('./typography-menu.tsx')).TypographyMenu,
}));
export const LazyWhyDialog = lazy(async () => ({ default: (await import('../rules/why-dialog.tsx')).WhyDialog }));
