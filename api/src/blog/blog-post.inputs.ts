import { Field, InputType } from 'type-graphql';

@InputType({ description: 'A new post of the blog.' })
export class CreateBlogPostInput {
  @Field(() => String, { description: 'The title, at most 200 characters.' })
  title!: string;

  @Field(() => String, { description: 'The text as Markdown (CommonMark), at most 100,000 characters.' })
  content!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The picture, as a path that `POST /images` has returned.',
  })
  imageUrl?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether to publish it at once.',
  })
  isPublished?: boolean | null;
}

@InputType({ description: 'Changes to a post; omitted fields stay as they are.' })
export class UpdateBlogPostInput {
  @Field(() => String, { nullable: true, description: 'The title, at most 200 characters.' })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The text as Markdown (CommonMark), at most 100,000 characters.',
  })
  content?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The picture, as a path that `POST /images` has returned; null removes it.',
  })
  imageUrl?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is published: everybody may read it.' })
  isPublished?: boolean | null;
}
