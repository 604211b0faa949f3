import type { EntityAlias, EntityDetail, EntitySummary, TagKind } from '../../../shared/model.ts';
import type { Engine } from '../engine.ts';
import { listCandidates, settleCandidate } from '../store/candidates.ts';
import { transaction } from '../store/database.ts';
import { storiesOfEntities } from '../store/entities.ts';
import { markRemoved } from '../store/removed-tags.ts';
import { textOf } from '../store/story-texts.ts';
import { readEntityPage } from '../tag/entity-page.ts';
import { tryEntity } from '../tag/entity-trial.ts';
import { type Entity, GazetteerError } from '../tag/gazetteer.ts';
import { printGazetteer, readGazetteerText } from '../tag/gazetteer-file.ts';
import { mergeEntity, type OwnEntity, ownPart, toEntity } from '../tag/own-entities.ts';
import { retagStory } from '../tag/retag-story.ts';
import { os } from './implementer.ts';

export function entityProcedures(engine: Engine) {
  const { database, gazetteer, now } = engine;
  const detail = (id: string, missing: () => Error): EntityDetail => {
    const entity = shownEntity(engine, id);
    const [summary] = summaries(engine, entity === undefined ? [] : [entity]);
    if (entity === undefined || summary === undefined) throw missing();
    const { aliases, wikidata } = entity;
    return { ...summary, aliases, ...(wikidata === undefined ? {} : { wikidata }) };
  };
  const write = (entities: readonly OwnEntity[]): void => {
    gazetteer.write(entities);
    engine.publish({ kind: 'tags-changed' });
  };
  return {
    list: os.entities.list.handler(({ input }) => listEntities(engine, input)),
    get: os.entities.get.handler(({ input, errors }) => {
      return detail(input.entityId, () => errors.NOT_FOUND({ message: `There is no entity ${input.entityId}.` }));
    }),
    page: os.entities.page.handler(({ input, errors }) => {
      const found = detail(input.entityId, () =>
        errors.NOT_FOUND({ message: `There is no entity ${input.entityId}.` }),
      );
      return readEntityPage(database, found, { days: input.days, timeZone: input.timeZone, now: now() });
    }),
    save: os.entities.save.handler(({ input, errors }) => {
      if (input.entityId !== undefined && shownEntity(engine, input.entityId) === undefined) throw errors.NOT_FOUND();
      const draft = draftOf(engine, input);
      write([ownPart(gazetteer.shipped.get(draft.id), draft)]);
      return detail(draft.id, () => errors.NOT_FOUND());
    }),
    test: os.entities.test.handler(({ input }) => {
      const { id, kind, label, aliases } = draftOf(engine, input);
      return tryEntity(engine.reader, { id, kind, label, aliases }, input.limit);
    }),
    disable: os.entities.disable.handler(({ input, errors }) => {
      const entity = shownEntity(engine, input.entityId);
      if (entity === undefined) throw errors.NOT_FOUND();
      const own = gazetteer.own.get(entity.id);
      const { id, kind } = entity;
      write([{ ...(own ?? { id, kind, label: undefined, aliases: [], without: [] }), disabled: input.disabled }]);
      return detail(id, () => errors.NOT_FOUND());
    }),
    reset: os.entities.reset.handler(({ input }) => {
      const removed = gazetteer.remove(input.entityId);
      if (removed) engine.publish({ kind: 'tags-changed' });
      return { removed: Number(removed) };
    }),
    importYaml: os.entities.importYaml.handler(({ input, errors }) => {
      let entities: readonly OwnEntity[];
      try {
        entities = readGazetteerText(input.yaml);
        for (const { id, aliases } of entities)
          if (!gazetteer.shipped.has(id) && aliases.length === 0)
            throw new GazetteerError(`${id}: an entity needs a name under "names".`);
      } catch (error) {
        if (!(error instanceof GazetteerError)) throw error;
        throw errors.INVALID_GAZETTEER({ message: error.message });
      }
      const changed = entities.filter(({ id }) => gazetteer.own.has(id) || gazetteer.shipped.has(id)).length;
      if (entities.length > 0) write(entities);
      return { added: entities.length - changed, changed };
    }),
    exportYaml: os.entities.exportYaml.handler(() => ({ yaml: printGazetteer([...gazetteer.own.values()]) })),
    candidates: os.entities.candidates.handler(({ input }) =>
      listCandidates(engine.reader, input.limit * 2)
        // An entity may have taken the name since.
        .filter(({ name }) => engine.tagger.resolve(name).length === 0)
        .slice(0, input.limit),
    ),
    settleCandidate: os.entities.settleCandidate.handler(({ input }) => {
      const changed = settleCandidate(database, input.id, input.settled ? now() : null);
      if (changed) engine.publish({ kind: 'tags-changed' });
      return { changed };
    }),
    removeFromStory: os.entities.removeFromStory.handler(({ input, errors }) => {
      const { storyId, entityId, removed } = input;
      const story = textOf(database, storyId);
      if (story === undefined) throw errors.NOT_FOUND();
      const changed = transaction(database, () => {
        const isNew = markRemoved(database, storyId, entityId, removed, now());
        retagStory(database, engine.tagger, story);
        return isNew;
      });
      engine.publish({ kind: 'stories-changed', ids: [storyId] });
      engine.publish({ kind: 'tags-changed' });
      return { changed };
    }),
  };
}

/** What the user sees under an id: the shipped entity with the own part over it. */
function shownEntity({ gazetteer }: Engine, id: string): Entity | undefined {
  const shipped = gazetteer.shipped.get(id);
  const own = gazetteer.own.get(id);
  if (shipped === undefined) return own === undefined ? undefined : toEntity(own);
  return own === undefined ? shipped : mergeEntity(shipped, own);
}

function summaries({ gazetteer, reader }: Engine, entities: readonly Entity[]): EntitySummary[] {
  const stories = storiesOfEntities(
    reader,
    entities.map(({ id }) => id),
  );
  return entities.map(({ id, kind, label }) => {
    const own = gazetteer.own.get(id);
    const source = own === undefined ? 'shipped' : gazetteer.shipped.has(id) ? 'changed' : 'own';
    return {
      ...{ entityId: id, kind, label, source },
      disabled: own?.disabled ?? false,
      stories: stories.get(id) ?? 0,
    };
  });
}

interface ListInput {
  readonly text?: string | undefined;
  readonly kind?: TagKind | undefined;
  readonly own: boolean;
  readonly limit: number;
}

function listEntities(engine: Engine, { text = '', kind, own, limit }: ListInput): EntitySummary[] {
  const { gazetteer } = engine;
  const words = text.trim().toLowerCase();
  const ids = own ? [...gazetteer.own.keys()] : [...new Set([...gazetteer.own.keys(), ...gazetteer.shipped.keys()])];
  const found: Entity[] = [];
  for (const id of ids) {
    const entity = shownEntity(engine, id);
    if (entity === undefined || (kind !== undefined && entity.kind !== kind)) continue;
    if (words !== '' && !names(entity, words)) continue;
    found.push(entity);
    if (found.length >= limit) break;
  }
  return summaries(engine, found);
}

function names({ id, label, aliases }: Entity, words: string): boolean {
  return [id, label, ...aliases.map(({ text }) => text)].some((name) => name.toLowerCase().includes(words));
}

interface DraftInput {
  readonly entityId?: string | undefined;
  readonly kind: TagKind;
  readonly label: string;
  readonly aliases: readonly EntityAlias[];
}

function draftOf({ gazetteer }: Engine, { entityId, kind, label, aliases }: DraftInput): OwnDraft {
  const known = entityId === undefined ? undefined : (gazetteer.shipped.get(entityId) ?? gazetteer.own.get(entityId));
  const id = known?.id ?? freeId(gazetteer, kind, label);
  // The kind stands in the id, by which rules and searches know it.
  return { id, kind: known?.kind ?? kind, label, aliases, disabled: gazetteer.own.get(id)?.disabled ?? false };
}

type OwnDraft = Omit<OwnEntity, 'label' | 'without'> & { readonly label: string };

/** An id that reads like the label; a number where that is taken or has no Latin letters. */
function freeId({ shipped, own }: Engine['gazetteer'], kind: TagKind, label: string): string {
  const slug = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  for (let number = 1; ; number++) {
    const id = `${kind}:${slug === '' ? `own-${number}` : number === 1 ? slug : `${slug}-${number}`}`;
    if (!shipped.has(id) && !own.has(id)) return id;
  }
}
