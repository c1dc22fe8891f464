import type { OptionalProps, Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { User } from '../accounts/user.entity.ts';
import { apiEnum, quoted } from '../closed-set.ts';
import { BaseEntity } from '../db/base.entity.ts';
import type { Fault } from '../errors/domain-error.ts';

@ObjectType({ description: 'A domain that a user sends from, with its DKIM keys.', simpleResolvers: true })
@Entity()
@Unique({ name: 'sender_domain_owner_domain_unique', properties: ['owner', 'domain'] })
export class SenderDomain extends BaseEntity<'faults'> {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  @Field(() => String, {
    description: 'The name of the domain in lower case; an international name in its ASCII form.',
  })
  @Property({ type: 'text' })
  domain!: string;

  @Field(() => Date, {
    nullable: true,
    description: 'When its DNS records were last checked; null before the first check.',
  })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  checkedAt?: Date | null;

  /** What was wrong with its records at that time. */
  @Property({ type: 'json', defaultRaw: "'[]'" })
  faults: Fault[] = [];
}

export const DkimAlgorithm = apiEnum('DkimAlgorithm', 'The algorithm of a DKIM key.', {
  RSA: 'RSA with 2048 bits, which every receiver supports.',
  ED25519:
    'Ed25519 (RFC 8463), short and fast. Use it as a second key beside RSA, because not every receiver supports it.',
});
export type DkimAlgorithm = keyof typeof DkimAlgorithm;

@ObjectType({ description: 'A key that mails of a domain are signed with.', simpleResolvers: true })
@Entity()
@Unique({ name: 'dkim_key_domain_selector_unique', properties: ['domain', 'selector'] })
@Index({ name: 'dkim_key_domain_index', properties: ['domain', 'id'] })
@Check({ name: 'dkim_key_algorithm_check', expression: `algorithm in (${quoted(DkimAlgorithm)})` })
export class DkimKey extends BaseEntity {
  declare [OptionalProps]?: 'id' | 'createdAt';

  @ManyToOne(() => SenderDomain, { ref: true, deleteRule: 'cascade' })
  domain!: Ref<SenderDomain>;

  @Field(() => String, { description: "The selector, part of the record's name." })
  @Property({ type: 'text' })
  selector!: string;

  @Field(() => DkimAlgorithm, { description: 'The algorithm of the key.' })
  @Property({ type: 'text' })
  algorithm!: DkimAlgorithm;

  /** Encrypted with a key derived from SECRET_KEY. */
  @Property({ type: 'blob', hidden: true })
  privateKey!: Buffer;

  @Property({ type: 'text' })
  publicKey!: string;

  @Field(() => Date, {
    nullable: true,
    description:
      'When its record was found in DNS; null if it was not. Mails are only signed with it once it is found.',
  })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  seenAt?: Date | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'When a newer key replaced it. Its record can be removed a week later, when the last mails have arrived.',
  })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  retiredAt?: Date | null;
}
