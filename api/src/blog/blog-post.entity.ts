import { Check, Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from '../db/base.entity.ts';

@ObjectType({ description: 'A post of the blog.', simpleResolvers: true })
@Entity()
@Index({ name: 'blog_post_published_index', properties: ['publishedAt', 'id'] })
@Check({ name: 'blog_post_published_check', expression: 'not is_published or published_at is not null' })
export class BlogPost extends BaseEntity<'viewCount' | 'isPublished' | 'updatedAt'> {
  @Field(() => String, {
    description: "The last part of the post's URL, made from its first title. It never changes.",
  })
  @Property({ type: 'text' })
  @Unique({ name: 'blog_post_slug_unique' })
  slug!: string;

  @Field(() => String, { description: 'The title, at most 200 characters.' })
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { description: 'The text as Markdown (CommonMark), at most 100,000 characters.' })
  @Property({ type: 'text' })
  content!: string;

  @Field(() => String, { description: 'The text as safe HTML.' })
  @Property({ type: 'text' })
  contentHtml!: string;

  @Field(() => String, { nullable: true, description: 'The picture, as a path on this site.' })
  @Property({ type: 'text', nullable: true })
  imageUrl?: string | null;

  @Property({ type: 'integer', default: 0 })
  viewCount = 0;

  @Field(() => Boolean, { description: 'Whether it is published: everybody may read it.' })
  @Property({ type: 'boolean', default: false })
  isPublished = false;

  @Field(() => Date, { nullable: true, description: 'When it was first published.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  publishedAt?: Date | null;

  @Field(() => Date, { description: 'When it was last changed.' })
  @Property({
    columnType: 'timestamptz(3)',
    type: 'datetime',
    defaultRaw: 'now()',
    onUpdate: () => new Date(),
  })
  updatedAt: Date = new Date();
}
