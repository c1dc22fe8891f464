import {
  raw,
  ReferenceKind,
  type EntityMetadata,
  type EntityProperty,
  type RawQueryFragment,
} from '@mikro-orm/core';
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
    // Assigning would call the setters with which the ORM notices changes, and each makes an accessor.
    const thing = Object.setPrototypeOf(comparator.mapResult(meta, row), meta.prototype as object) as T;
    fill(thing);
    return thing;
  });
}

const columns = new WeakMap<object, string>();

/**
 * The columns that rows for showing need, of a table that is called `row`: neither secrets nor what is only
 * loaded on demand. As SQL, because the ORM would put them together anew for every page.
 */
export function shownColumns<T extends object>(em: EntityManager, entity: EntityClass<T>): RawQueryFragment {
  const names = columns.get(entity) ?? namesOf(em.getMetadata(entity));
  columns.set(entity, names);
  return raw(names);
}

const namesOf = <T extends object>(meta: EntityMetadata<T>) =>
  meta.props
    .filter(({ hidden, lazy, persist, fieldNames }) => !hidden && !lazy && persist !== false && fieldNames)
    .flatMap(({ fieldNames }) => fieldNames.map((name) => `"row"."${name}"`))
    .join(', ');

/** Returns a function that gives an object's properties the values that are more than what the driver reads. */
function fillerOf<T extends object>(em: EntityManager, meta: EntityMetadata<T>): (thing: T) => void {
  const converters = specialOf(meta).map(({ name, kind, customType, targetMeta }) => {
    if (isReference(kind)) return { name, convert: referTo(em, targetMeta!) };
    const platform = em.getPlatform();
    return { name, convert: (value: unknown) => customType!.convertToJSValue(value, platform) };
  });
  return (thing) => {
    const values = thing as Record<string, unknown>;
    for (const { name, convert } of converters)
      if (values[name] != null) values[name] = convert(values[name]);
  };
}

const special = new WeakMap<object, EntityProperty[]>();

/** The properties whose values are more than what the driver reads. */
function specialOf<T extends object>(meta: EntityMetadata<T>): EntityProperty[] {
  const known = special.get(meta);
  if (known) return known;
  const found = (meta.props as EntityProperty[]).filter(
    ({ kind, customType }) => isReference(kind) || customType,
  );
  special.set(meta, found);
  return found;
}

const isReference = (kind: ReferenceKind) =>
  kind === ReferenceKind.MANY_TO_ONE || kind === ReferenceKind.ONE_TO_ONE;

/** Returns a function for the reference to a row, the same one for the same row. */
function referTo(em: EntityManager, target: EntityMetadata): (id: unknown) => unknown {
  const made = new Map<unknown, unknown>();
  return (id) => {
    const known = made.get(id) ?? em.getReference(target.class as never, id as never, { wrapped: true });
    made.set(id, known);
    return known;
  };
}
