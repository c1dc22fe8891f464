import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { attributeNames } from './attribute-names.ts';

@Resolver()
export class AttributesResolver {
  @Query(() => [String], {
    complexity: 50,
    description:
      'The names of the attributes of the 2,000 recipients that were created or changed last, at most 200, sorted.',
  })
  attributeNames(
    @Ctx() ctx: Context,
    @Arg('ownerId', () => ID, {
      nullable: true,
      description: 'The owner of the recipients. Defaults to the viewer.',
    })
    ownerId?: string,
  ) {
    return attributeNames(ctx, ownerId);
  }
}
