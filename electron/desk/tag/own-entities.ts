/** What the user made or changed of the gazetteer, laid over what ships with Sitrep. */
import type { EntityAlias, TagKind } from '../../../shared/model.ts';
import { type Entity, mergeAliases } from './gazetteer.ts';

export interface OwnEntity {
  readonly id: string;
  readonly kind: TagKind;
  /** Undefined: as shipped. */
  readonly label: string | undefined;
  /** Added to the shipped names; one of the same text and language takes the place of the shipped one. */
  readonly aliases: readonly EntityAlias[];
  /** Shipped names that do not count. */
  readonly without: readonly { readonly language: string; readonly text: string }[];
  readonly disabled: boolean;
}

/** The gazetteer in force: disabled entities are left out. */
export function effectiveEntities(shipped: readonly Entity[], own: readonly OwnEntity[]): Entity[] {
  const changes = new Map(own.map((entity) => [entity.id, entity]));
  const known = shipped.flatMap((entity) => {
    const change = changes.get(entity.id);
    changes.delete(entity.id);
    if (change === undefined) return [entity];
    return change.disabled ? [] : [mergeEntity(entity, change)];
  });
  return [...known, ...[...changes.values()].filter(({ disabled }) => !disabled).map(toEntity)];
}

/** A shipped entity with what the user changed. */
export function mergeEntity(shipped: Entity, own: OwnEntity): Entity {
  const gone = new Set(own.without.map(nameKey));
  return {
    ...shipped,
    label: own.label ?? shipped.label,
    aliases: mergeAliases(
      shipped.aliases.filter((alias) => !gone.has(nameKey(alias))),
      own.aliases,
    ),
  };
}

export function toEntity({ id, kind, label, aliases }: OwnEntity): Entity {
  return { id, kind, label: label ?? id, aliases };
}

/** What is the user's in a draft: names and guards that differ from the shipped ones, and shipped names left out. */
export function ownPart(
  shipped: Entity | undefined,
  draft: Omit<OwnEntity, 'label' | 'without'> & { readonly label: string },
): OwnEntity {
  if (shipped === undefined) return { ...draft, without: [] };
  const shippedNames = new Map(shipped.aliases.map((alias) => [nameKey(alias), JSON.stringify(alias, aliasFields)]));
  const kept = new Set(draft.aliases.map(nameKey));
  return {
    ...draft,
    label: draft.label === shipped.label ? undefined : draft.label,
    aliases: draft.aliases.filter((alias) => shippedNames.get(nameKey(alias)) !== JSON.stringify(alias, aliasFields)),
    without: shipped.aliases
      .filter((alias) => !kept.has(nameKey(alias)))
      .map(({ language, text }) => ({ language, text })),
  };
}

const aliasFields = ['text', 'language', 'exact', 'needs', 'not', 'demonym'];

function nameKey({ language, text }: { readonly language: string; readonly text: string }): string {
  return `${language} ${text}`;
}

/** Whether there is nothing in it: the shipped entity is as it was. */
export function changesNothing({ label, aliases, without, disabled }: OwnEntity): boolean {
  return label === undefined && aliases.length === 0 && without.length === 0 && !disabled;
}
