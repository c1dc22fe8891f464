import type { Context } from '../../context/context.ts';
import { problemOf } from '../../errors/problem.ts';
import { checkTls } from '../checks/check-tls.ts';
import type { ServerEncryption } from './server-encryption.ts';

/** Looks at the encryption of every mail server in the configuration; takes some seconds if one is away. */
export async function findServerEncryption(ctx: Context): Promise<ServerEncryption[]> {
  return Promise.all(
    ctx.smtpServers.map(async (server) => {
      const { state, validUntil, fault } = await checkTls(server, ctx.clock.now());
      const { label, host, port } = server;
      const address = `${host}:${port}`;
      return { label, address, state, validUntil, problem: fault && problemOf(ctx.locale, fault) };
    }),
  );
}
