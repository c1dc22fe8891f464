import { Field, InputType } from 'type-graphql';

@InputType({ description: 'A new post of the blog.' })
export class CreateBlogPostInput {
  @Field(() => String, { description: 'The title, at most 200 characters.' })
  title!: string;

  @Field(() => String, { description: 'The text as Markdown (CommonMark), at most 100,000 characters.' })
  content!: string;

  @Field(() => String, { nullable: true, description: 'The picture: a path that POST /images has given.' })
  imageUrl?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether everybody may read it at once; not unless given.',
  })
  isPublished?: boolean | null;
}

@InputType({ description: 'What to change of a post; what is absent stays.' })
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
    description: 'The picture: a path that POST /images has given; null takes it away.',
  })
  imageUrl?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether everybody may read it.' })
  isPublished?: boolean | null;
}
