/** The gazetteer in force: what ships with Sitrep, what the user changed, and the tagger made of both. */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../store/database.ts';
import { listOwnEntities, removeOwnEntity, writeOwnEntity } from '../store/entities.ts';
import { Automaton } from './automaton.ts';
import { openGazetteer } from './compiled-gazetteer.ts';
import type { Entity } from './gazetteer.ts';
import { changesNothing, effectiveEntities, type OwnEntity } from './own-entities.ts';
import { makeTagger, type Tagger } from './tag-text.ts';

export interface GazetteerBook {
  /** Always the one in force: whoever holds it need not hear of changes. Made when it is first asked for something. */
  readonly tagger: Tagger;
  /** Makes the tagger now, for a desk that will surely need it: half a second of work. */
  load(): void;
  readonly shipped: ReadonlyMap<string, Entity>;
  readonly own: ReadonlyMap<string, OwnEntity>;
  /** A name for the state of the gazetteer. */
  readonly state: string;
  /** Stores what the user changed; the tagger in force follows in the background. */
  write(entities: readonly OwnEntity[]): void;
  remove(id: string): boolean;
  /** Resolves when the tagger in force knows all changes. */
  settle(): Promise<void>;
}

/** `onChanged` is called when the tagger knows what was written. Throws GazetteerError. */
export function openGazetteerBook(
  database: DatabaseSync,
  now: () => number,
  onChanged: (book: GazetteerBook) => void,
): GazetteerBook {
  const gazetteer = openGazetteer();
  let known: ReadonlyMap<string, Entity> | undefined;
  const shipped = (): ReadonlyMap<string, Entity> =>
    (known ??= new Map(gazetteer.read().map((entity) => [entity.id, entity])));
  const readOwn = (): Map<string, OwnEntity> => new Map(listOwnEntities(database).map((own) => [own.id, own]));
  let own = readOwn();
  const inForce = (): Entity[] => effectiveEntities([...shipped().values()], [...own.values()]);
  let made: Tagger | undefined;
  const current = (): Tagger => (made ??= makeTagger(inForce()));
  let building: Promise<void> | undefined;
  let isStale = false;

  const rebuild = async (): Promise<void> => {
    while (isStale) {
      isStale = false;
      const entities = inForce();
      const tagger = makeTagger(entities, await Automaton.inBackground(entities));
      // What was changed meanwhile is in the next one.
      if (!isStale) made = tagger;
    }
    onChanged(book);
  };
  const change = (): void => {
    own = readOwn();
    isStale = true;
    building ??= rebuild().finally(() => {
      building = undefined;
    });
  };
  const book: GazetteerBook = {
    tagger: {
      get entities() {
        return current().entities;
      },
      tag: (story, read) => current().tag(story, read),
      resolve: (name, kind) => current().resolve(name, kind),
      complete: (text, kind) => current().complete(text, kind),
    },
    load: () => void current(),
    get shipped() {
      return shipped();
    },
    get own() {
      return own;
    },
    get state() {
      const changes = createHash('sha256')
        .update(JSON.stringify([...own.values()]))
        .digest('hex')
        .slice(0, 16);
      return own.size === 0 ? gazetteer.state : `${gazetteer.state} ${changes}`;
    },
    write(entities) {
      transaction(database, () => {
        for (const entity of entities) {
          if (shipped().has(entity.id) && changesNothing(entity)) removeOwnEntity(database, entity.id);
          else writeOwnEntity(database, entity, now());
        }
      });
      change();
    },
    remove(id) {
      const removed = removeOwnEntity(database, id);
      if (removed) change();
      return removed;
    },
    settle: async () => building,
  };
  return book;
}
