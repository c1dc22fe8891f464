import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { Installation } from './setting.ts';

@Resolver()
export class InstallationResolver {
  @Query(() => Installation, {
    description: 'The versions and the settings that this installation runs with, without secrets.',
  })
  async installation(@Ctx() ctx: Context): Promise<Installation> {
    const [row] = await ctx.em.execute<{ server_version: string }[]>('show server_version');
    const { version, settings } = ctx.installation;
    return {
      version,
      nodeVersion: process.version.slice(1),
      databaseVersion: row!.server_version,
      settings: [...settings],
    };
  }
}
