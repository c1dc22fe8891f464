import type { EntityManager } from '@mikro-orm/postgresql';
import { anonymous } from '../../context/actor.ts';
import { findActor, noteSessionUse, type FoundActor } from './find-actor.ts';
import { readSessionCookie } from './session-cookie.ts';
import { findTokenActor, noteTokenUse } from '../tokens/find-token-actor.ts';
import { keepViewerRow } from '../../context/viewer-row.ts';
import { createContext, type Context, type Services } from '../../context/context.ts';
import { DomainError } from '../../errors/domain-error.ts';
import type { TextKey } from '../../language/text.ts';
import { localeOf } from '../../language/text.ts';
import type { Asking } from '../../http/asking.ts';
import { requestScope } from '../../platform/request-scope.ts';
import { readBearer } from '../../http/bearer.ts';

/**
 * Creates the context of a web request: for the token's user, or else the session's, or nobody. A request
 * with a token is never treated as anybody else's: throws UNAUTHENTICATED if the token is not valid, whatever
 * cookies there are, and for an Authorization header with another scheme, which would be ignored otherwise.
 */
export async function contextOf(services: Services, asking: Asking): Promise<Context> {
  const { found, trigger } = await findAsking(services, asking);
  const actor = found?.actor ?? anonymous(localeOf(asking.acceptLanguage ?? undefined));
  const scope = requestScope.getStore();
  if (scope) scope.locale = actor.locale;
  const ctx = createContext(services, {
    actor,
    trigger,
    setCookie: asking.setCookie,
    ...(asking.ip && { ip: asking.ip }),
    ...(asking.userAgent && { userAgent: asking.userAgent }),
  });
  if (found) keepViewerRow(ctx, found.user);
  return ctx;
}

async function findAsking(
  services: Services,
  asking: Asking,
): Promise<{ found: FoundActor | null; trigger: 'MANUAL' | 'API' }> {
  const bearer = readBearer(asking.authorization);
  if (bearer !== null) return { found: await tokenOf(services, bearer), trigger: 'API' };
  if (asking.authorization) throw refused('AUTHORIZATION_SCHEME');
  return { found: await sessionOf(services, asking), trigger: 'MANUAL' };
}

const refused = (key: TextKey) => new DomainError('UNAUTHENTICATED', { key }, { reason: key });

async function sessionOf(services: Services, { cookie }: Asking): Promise<FoundActor | null> {
  const token = readSessionCookie(services.baseUrl, cookie);
  const found = token ? await findActor(services.orm.em, token) : null;
  if (found) noteUse(services, found, noteSessionUse);
  return found;
}

async function tokenOf(services: Services, secret: string): Promise<FoundActor> {
  const found = await findTokenActor(services.orm.em, secret);
  if (!found) throw refused('TOKEN_REFUSED');
  noteUse(services, found, noteTokenUse);
  return found;
}

/** Runs in the background. */
function noteUse(
  { orm, log }: Services,
  { toNote }: FoundActor,
  note: (em: EntityManager, id: number) => Promise<void>,
): void {
  if (toNote === null) return;
  note(orm.em.fork(), toNote).catch((error: unknown) =>
    log.warn({ err: error }, 'The use of a session or token could not be noted.'),
  );
}
