import type { Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { User } from '../accounts/user.entity.ts';
import { closedSet, quoted } from '../closed-set.ts';
import { BaseEntity } from '../db/base.entity.ts';

const DeletionKind = closedSet(['LIST', 'SEGMENT', 'MESSAGE', 'MAILING']);
export type DeletionKind = keyof typeof DeletionKind;

/** A thing that was deleted, with everything that was deleted with it, so that it can be restored. */
@Entity()
@Unique({ name: 'deletion_thing_unique', properties: ['kind', 'thingId'] })
@Index({ name: 'deletion_created_at_index', properties: ['createdAt'] })
@Check({ name: 'deletion_kind_check', expression: `kind in (${quoted(DeletionKind)})` })
export class Deletion extends BaseEntity {
  /** The owner of the thing. */
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade', index: 'deletion_owner_index' })
  owner!: Ref<User>;

  @Property({ type: 'text' })
  kind!: DeletionKind;

  /** The number that the thing had, and has again when it is restored. */
  @Property({ type: 'integer' })
  thingId!: number;

  /** By table: whole rows, or only the numbers of the things that a row connected it with. */
  @Property({ type: 'json' })
  contents!: Record<string, unknown[]>;
}
