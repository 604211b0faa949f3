/** The contract, implemented over an open engine. */
import type { Engine } from '../engine.ts';
import { alertProcedures } from './alerts.ts';
import { annotationProcedures } from './annotations.ts';
import { archiveProcedures } from './archive.ts';
import { articleProcedures } from './articles.ts';
import { captureProcedures } from './captures.ts';
import { deskProcedures } from './desk.ts';
import { entityProcedures } from './entities.ts';
import { feedProcedures } from './feeds.ts';
import { os } from './implementer.ts';
import { ruleProcedures } from './rules.ts';
import { searchProcedures } from './search.ts';
import { storyProcedures } from './stories.ts';
import { tagProcedures } from './tags.ts';

export type DeskRouter = ReturnType<typeof createRouter>;

export function createRouter(engine: Engine) {
  return os.router({
    archive: archiveProcedures(engine),
    desk: deskProcedures(engine),
    feeds: feedProcedures(engine),
    stories: storyProcedures(engine),
    articles: articleProcedures(engine),
    captures: captureProcedures(engine),
    annotations: annotationProcedures(engine),
    search: searchProcedures(engine),
    tags: tagProcedures(engine),
    entities: entityProcedures(engine),
    rules: ruleProcedures(engine),
    alerts: alertProcedures(engine),
  });
}
