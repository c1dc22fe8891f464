import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { record } from '../../audit/record.ts';
import type { Context } from '../../context/context.ts';
import { orTaken } from '../../db/unique.ts';
import { unauthenticated } from '../../errors/domain-error.ts';
import { validated } from '../../input/validation.ts';
import { makeDkimKey, publicPart } from '../../platform/dkim/dkim-key.ts';
import { senderSubject } from '../sender-subject.ts';
import { sealKey } from '../sealed-key.ts';
import { type DkimAlgorithm, DkimKey, SenderDomain } from '../sender-domain.entity.ts';
import type { AddSenderDomainInput } from '../sender.inputs.ts';
import { domainTaken, newDomain } from '../sender.rules.ts';

/** Adds a domain for the actor, with a first key. It is verified when the key's record is found in DNS. */
export async function addSenderDomain(ctx: Context, input: AddSenderDomainInput): Promise<SenderDomain> {
  if (ctx.actor.id === null) throw unauthenticated();
  const owner = ctx.actor.id;
  const values = validated(newDomain, input);
  const key = await makeKey(ctx, 'RSA');
  return orTaken('sender_domain_owner_domain_unique', domainTaken, () =>
    ctx.em.transactional(async (em) => {
      const domain = em.create(SenderDomain, { ...values, owner });
      await em.flush();
      addKey(em, domain, key);
      await record(ctx, { action: 'SENDER_CREATED', ...senderSubject(domain) });
      return domain;
    }),
  );
}

type NewKey = Pick<DkimKey, 'selector' | 'algorithm' | 'privateKey' | 'publicKey'>;

/** Creates a key that has no DNS record yet, with its private part encrypted. */
export async function makeKey({ secret }: Context, algorithm: DkimAlgorithm): Promise<NewKey> {
  const privateKey = await makeDkimKey(algorithm);
  const selector = `postline-${randomBytes(4).toString('hex')}`;
  return { selector, algorithm, privateKey: sealKey(secret, privateKey), publicKey: publicPart(privateKey) };
}

export const addKey = (em: EntityManager, domain: SenderDomain, key: NewKey): DkimKey =>
  em.create(DkimKey, { ...key, domain });
