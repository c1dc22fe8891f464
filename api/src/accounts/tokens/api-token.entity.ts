import type { Ref } from '@mikro-orm/core';
import { Check, Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { quoted } from '../../closed-set.ts';
import { TokenScope } from '../../context/token-scope.ts';
import { BaseEntity } from '../../db/base.entity.ts';
import { User } from '../user.entity.ts';

@ObjectType({
  description: 'A key for programs, which use the API on behalf of its owner.',
  simpleResolvers: true,
})
@Entity()
@Check({
  name: 'api_token_scopes_check',
  expression: `cardinality(scopes) > 0 and scopes <@ array[${quoted(TokenScope)}]`,
})
export class ApiToken extends BaseEntity {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade', index: 'api_token_user_index' })
  user!: Ref<User>;

  @Field(() => String, { description: 'The name given by its owner.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => [TokenScope], { description: 'The scopes of the token.' })
  @Property({ type: 'text[]' })
  scopes!: TokenScope[];

  /** SHA-256 of the secret, which has 256 random bits: a slower hash would not add protection. */
  @Property({ type: 'blob', hidden: true })
  @Unique({ name: 'api_token_token_hash_unique' })
  tokenHash!: Buffer;

  @Field(() => Date, { description: 'When it expires.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime' })
  expiresAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description: 'When it was last used, to the minute; null if never.',
  })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  lastUsedAt?: Date | null;
}
