import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { findServerEncryption } from './find-server-encryption.ts';
import { ServerEncryption } from './server-encryption.ts';

@Resolver()
export class ServerEncryptionResolver {
  @Query(() => [ServerEncryption], {
    complexity: 1000,
    description:
      'Looks at the encryption of the mail servers in the configuration, also of those for emails about accounts. Empty if emails are only caught. Takes up to 10 seconds.',
  })
  serverEncryption(@Ctx() ctx: Context) {
    return findServerEncryption(ctx);
  }
}
