import { ReferenceKind, type EntityMetadata } from '@mikro-orm/core';
import type { EntityClass, EntityManager } from '@mikro-orm/postgresql';

/**
 * Returns rows as objects of their entity, for showing only: the entity manager does not know them, so nothing
 * compares or saves them. What they refer to belongs to it, and is loaded as usual. For entities without
 * collections.
 */
export function shown<T extends object>(em: EntityManager, entity: EntityClass<T>, rows: object[]): T[] {
  const meta = em.getMetadata(entity) as EntityMetadata<T>;
  const comparator = em.getComparator();
  const fill = fillerOf(em, meta);
  return rows.map((row) => {
    const thing = Object.assign(
      Object.create(meta.prototype as object),
      comparator.mapResult(meta, row),
    ) as T;
    fill(thing);
    return thing;
  });
}

/** The columns that rows for showing need: neither secrets nor what is only loaded on demand. */
export const shownFields = <T extends object>(em: EntityManager, entity: EntityClass<T>) =>
  em
    .getMetadata(entity)
    .props.filter(
      ({ hidden, lazy, persist, fieldNames }) => !hidden && !lazy && persist !== false && fieldNames,
    )
    .map(({ name }) => name);

/** Returns a function that gives an object's properties the values that are more than what the driver reads. */
function fillerOf<T extends object>(em: EntityManager, meta: EntityMetadata<T>): (thing: T) => void {
  const platform = em.getPlatform();
  const special = meta.props.flatMap(({ name, kind, customType, targetMeta }) => {
    if (kind === ReferenceKind.MANY_TO_ONE || kind === ReferenceKind.ONE_TO_ONE) {
      const made = new Map<unknown, unknown>();
      const refer = (id: unknown) => {
        const known =
          made.get(id) ?? em.getReference(targetMeta!.class as never, id as never, { wrapped: true });
        made.set(id, known);
        return known;
      };
      return [{ name, convert: refer }];
    }
    return customType
      ? [{ name, convert: (value: unknown) => customType.convertToJSValue(value, platform) }]
      : [];
  });
  return (thing) => {
    const values = thing as Record<string, unknown>;
    for (const { name, convert } of special) if (values[name] != null) values[name] = convert(values[name]);
  };
}
