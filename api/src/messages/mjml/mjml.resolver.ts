import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { problemOf } from '../../errors/problem.ts';
import { convertMjml } from './convert-mjml.ts';
import { ConvertedMjml } from './converted-mjml.ts';

@Resolver()
export class MjmlResolver {
  @Query(() => ConvertedMjml, {
    complexity: 1000,
    description: 'Converts MJML to the HTML that a message can have as its body. Nothing is saved.',
  })
  async convertMjml(
    @Ctx() ctx: Context,
    @Arg('mjml', () => String, {
      description: 'The MJML, with Liquid placeholders; at most 500,000 characters.',
    })
    mjml: string,
  ): Promise<ConvertedMjml> {
    const { html, faults } = await convertMjml(ctx, { mjml });
    return { html, problems: faults.map((fault) => problemOf(ctx.locale, fault)) };
  }
}
