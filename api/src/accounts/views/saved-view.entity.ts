import type { Ref } from '@mikro-orm/core';
import { Check, Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { quoted } from '../../closed-set.ts';
import { BaseEntity } from '../../db/base.entity.ts';
import { User } from '../user.entity.ts';
import { ViewPage } from './view-page.ts';

@ObjectType({
  description: 'A filter and an order of a list that its owner has saved by a name.',
  simpleResolvers: true,
})
@Entity()
@Unique({ name: 'saved_view_name_unique', properties: ['owner', 'page', 'name'] })
@Check({ name: 'saved_view_page_check', expression: `page in (${quoted(ViewPage)})` })
export class SavedView extends BaseEntity {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  @Field(() => ViewPage, { description: 'The page with the list.' })
  @Property({ type: 'text' })
  page!: ViewPage;

  @Field(() => String, { description: 'The name, unique among the views that its owner has of the page.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, {
    description:
      'The filter and the order, as the query of the URL of the page, for example `status=ACTIVE&sort=email`.',
  })
  @Property({ type: 'text' })
  query!: string;
}
