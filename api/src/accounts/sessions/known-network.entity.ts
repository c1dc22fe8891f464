import type { PrimaryKeyProp, Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { User } from '../user.entity.ts';

/** A network from which a user has logged in: guesses from elsewhere do not lock the user out there. */
@Entity()
export class KnownNetwork {
  declare [PrimaryKeyProp]?: ['user', 'network'];

  @ManyToOne(() => User, { primary: true, ref: true, deleteRule: 'cascade' })
  user!: Ref<User>;

  @PrimaryKey({ type: 'text' })
  network!: string;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  seenAt!: Date;
}
