import type { Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { User } from '../accounts/user.entity.ts';
import { quoted } from '../closed-set.ts';
import { BaseEntity } from '../db/base.entity.ts';
import { WebhookDisabling, WebhookEvent } from './webhook.enums.ts';

@ObjectType({
  description: "A URL that is called when something happens to its owner's things.",
  simpleResolvers: true,
})
@Entity()
@Index({ name: 'webhook_owner_index', properties: ['owner', 'id'] })
@Check({
  name: 'webhook_events_check',
  expression: `cardinality(events) > 0 and events <@ array[${quoted(WebhookEvent)}]`,
})
@Check({
  name: 'webhook_disabled_check',
  expression: `(disabled_at is null) = (disabled_as is null) and disabled_as in (${quoted(WebhookDisabling)})`,
})
export class Webhook extends BaseEntity {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  @Field(() => String, { description: 'The URL that is called, at most 2,000 characters.' })
  @Property({ type: 'text' })
  url!: string;

  @Field(() => [WebhookEvent], { description: 'The events that it sends.' })
  @Property({ type: 'text[]' })
  events!: WebhookEvent[];

  /** The secret that signs calls, encrypted with a key derived from the installation's secret. */
  @Property({ type: 'blob', hidden: true })
  sealedSecret!: Buffer;

  @Field(() => Date, {
    nullable: true,
    description:
      'When it was disabled; null while it is enabled. No events are recorded for a disabled webhook.',
  })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  disabledAt?: Date | null;

  @Field(() => WebhookDisabling, {
    nullable: true,
    description: 'Why it is disabled; null while it is enabled.',
  })
  @Property({ type: 'text', nullable: true })
  disabledAs?: WebhookDisabling | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When calls started to fail; null if the last one succeeded, or there was none.',
  })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  failingSince?: Date | null;

  @Field(() => Date, { nullable: true, description: 'When a call last succeeded; null if none has.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  succeededAt?: Date | null;
}
