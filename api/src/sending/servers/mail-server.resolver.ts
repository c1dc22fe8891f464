import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { findMailServers } from './find-mail-servers.ts';
import { MailServerState } from './mail-server-state.ts';

@Resolver()
export class MailServerResolver {
  @Query(() => [MailServerState], {
    description: 'The mail servers that workers send to, and which of them are left out.',
  })
  mailServers(@Ctx() ctx: Context) {
    return findMailServers(ctx);
  }
}
