import { randomBytes } from 'node:crypto';
import { MailedLink, type LinkPurpose } from '../src/accounts/links/mailed-link.entity.ts';
import { hashToken } from '../src/accounts/sessions/find-actor.ts';
import { createGroups } from '../src/users/groups/create-groups.ts';
import type { Codename } from '../src/context/actor.ts';
import { Group, GroupMember, GroupPermission } from '../src/accounts/group.entity.ts';
import { User } from '../src/accounts/user.entity.ts';
import { BlogPost } from '../src/blog/blog-post.entity.ts';
import { Interval } from '../src/mailings/intervals/interval.entity.ts';
import { Mailing, MailingList, MailingRecipient } from '../src/mailings/mailing.entity.ts';
import { Message } from '../src/messages/message.entity.ts';
import { RecipientList, RecipientListMember } from '../src/recipients/lists/recipient-list.entity.ts';
import { RecipientChange } from '../src/recipients/changes/recipient-change.entity.ts';
import { Segment } from '../src/recipients/segments/segment.entity.ts';
import { Recipient } from '../src/recipients/recipient.entity.ts';
import { SenderDomain } from '../src/senders/sender-domain.entity.ts';
import { SenderIdentity } from '../src/senders/sender-identity.entity.ts';
import { newSecret, sealSecret } from '../src/webhooks/webhook-secret.ts';
import { Webhook } from '../src/webhooks/webhook.entity.ts';
import { testApp } from './database.ts';

let count = 0;
/** Different in every call, so that tests need not clean up. */
const unique = () => `${process.pid}-${++count}`;

const em = async () => (await testApp()).orm.em.fork();

/** Creates things for tests, each with what it needs; values that do not matter are made up. */
export const build = {
  async user(given: Partial<User> = {}): Promise<User> {
    const manager = await em();
    const name = unique();
    return manager.transactional(async (tx) =>
      tx.create(User, {
        email: `user-${name}@example.com`,
        fullName: `User ${name}`,
        emailConfirmedAt: new Date(),
        ...given,
      } as never),
    );
  },

  /** Creates a link as mailed to a user; returns its token. */
  async link(user: User, purpose: LinkPurpose, given: Partial<MailedLink> = {}): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await (
      await em()
    ).insert(MailedLink, {
      user: user.id,
      purpose,
      tokenHash: hashToken(token),
      expiresAt: new Date(Date.now() + 600_000),
      createdAt: new Date(),
      ...given,
    } as never);
    return token;
  },

  /** A webhook whose address does not respond. */
  async webhook(owner: User, given: Partial<Webhook> = {}): Promise<Webhook> {
    const { services } = await testApp();
    const manager = await em();
    return manager.transactional(async (tx) =>
      tx.create(Webhook, {
        owner,
        url: 'https://webhook.invalid/',
        events: ['RUN_FINISHED'],
        sealedSecret: sealSecret(services.secret, newSecret()),
        ...given,
      }),
    );
  },

  /** A call of a webhook that was given up; returns its id. */
  async webhookCall(webhook: Webhook): Promise<string> {
    const [row] = await (
      await em()
    ).execute<{ id: string }[]>(
      `insert into webhook_call (webhook_id, event, facts, status, finished_at)
       values (?, 'RUN_FINISHED', '{}', 'FAILED', now()) returning id`,
      [webhook.id],
    );
    return String(row!.id);
  },

  /** A published post of the blog. */
  async post(given: Partial<BlogPost> = {}): Promise<BlogPost> {
    const name = unique();
    const manager = await em();
    return manager.transactional(async (tx) =>
      tx.create(BlogPost, {
        slug: `post-${name}`,
        title: `Post ${name}`,
        content: 'Text',
        contentHtml: '<p>Text</p>',
        isPublished: true,
        publishedAt: new Date(),
        ...given,
      } as never),
    );
  },

  async superuser(): Promise<User> {
    return build.user({ isSuperuser: true });
  },

  async manager(): Promise<User> {
    const manager = await em();
    await createGroups(manager);
    const user = await build.user();
    await build.member(user, await manager.findOneOrFail(Group, { name: 'Managers' }));
    return user;
  },

  async member(user: User, group: Group): Promise<void> {
    await (await em()).insert(GroupMember, { user: user.id, group: group.id });
  },

  async group(permissions: Codename[] = []): Promise<Group> {
    const manager = await em();
    await createGroups(manager);
    const group = await manager.transactional(async (tx) => tx.create(Group, { name: `Group ${unique()}` }));
    await manager.insertMany(
      GroupPermission,
      permissions.map((permission) => ({ group: group.id, permission })),
    );
    return group;
  },

  async recipient({
    owner,
    ...rest
  }: Partial<Omit<Recipient, 'owner'>> & { owner: User }): Promise<Recipient> {
    const manager = await em();
    return manager.transactional(async (tx) =>
      tx.create(Recipient, {
        email: `person-${unique()}@example.com`,
        fullName: 'Person',
        ...rest,
        owner: owner.id,
      } as never),
    );
  },

  async list({ owner, recipients = [], ...rest }: { owner: User; name?: string; recipients?: Recipient[] }) {
    const manager = await em();
    const list = await manager.transactional(async (tx) =>
      tx.create(RecipientList, { name: `List ${unique()}`, ...rest, owner: owner.id }),
    );
    await manager.insertMany(
      RecipientListMember,
      recipients.map(({ id }) => ({ list: list.id, recipient: id })),
    );
    return manager.refreshOrFail(list);
  },

  /** All active recipients, unless another filter is given. */
  async segment({ owner, ...rest }: { owner: User; name?: string; filter?: Record<string, unknown> }) {
    const manager = await em();
    return manager.transactional(async (tx) =>
      tx.create(Segment, {
        name: `Segment ${unique()}`,
        filter: { status: 'ACTIVE' },
        ...rest,
        owner: owner.id,
      }),
    );
  },

  /** A change without recipients that waits for a worker, or one that has ended and can be undone. */
  async change({ owner, hasEnded = false }: { owner: User; hasEnded?: boolean }): Promise<RecipientChange> {
    const manager = await em();
    const ended = {
      status: 'COMPLETED',
      totalCount: 1,
      doneCount: 1,
      changedCount: 1,
      finishedAt: new Date(),
    };
    return manager.transactional(async (tx) =>
      tx.create(RecipientChange, {
        owner: owner.id,
        kind: 'DELETE',
        settings: {},
        ...(hasEnded && ended),
      } as never),
    );
  },

  async message({ owner, ...rest }: Partial<Omit<Message, 'owner'>> & { owner: User }): Promise<Message> {
    const manager = await em();
    return manager.transactional(async (tx) =>
      tx.create(Message, {
        subject: 'News for {{ recipient.fullName }}',
        body: '<p>Hello {{ recipient.fullName }}</p>',
        ...rest,
        owner: owner.id,
      } as never),
    );
  },

  async interval(given: Pick<Interval, 'every' | 'unit'>): Promise<Interval> {
    const manager = await em();
    return manager.transactional(async (tx) =>
      tx.create(Interval, { name: `Interval ${unique()}`, ...given }),
    );
  },

  /** With this many individually chosen recipients, unless others are given. */
  async mailing(given: {
    owner?: User;
    people?: number;
    recipients?: Recipient[];
    lists?: RecipientList[];
    message?: Message;
    values?: Partial<Mailing>;
  }): Promise<Mailing> {
    const manager = await em();
    const owner = given.owner ?? (await build.user());
    const message = given.message ?? (await build.message({ owner }));
    const mailing = await manager.transactional(async (tx) =>
      tx.create(Mailing, {
        name: `Mailing ${unique()}`,
        ...given.values,
        owner: owner.id,
        message: message.id,
      } as never),
    );
    const recipients =
      given.recipients?.map(({ id }) => id) ?? (await build.people(owner, given.people ?? 0));
    await manager.insertMany(
      MailingRecipient,
      recipients.map((recipient) => ({ mailing: mailing.id, recipient })),
    );
    await manager.insertMany(
      MailingList,
      (given.lists ?? []).map(({ id }) => ({ mailing: mailing.id, list: id })),
    );
    return mailing;
  },

  async sender({
    owner,
    ...rest
  }: Partial<Omit<SenderIdentity, 'owner'>> & { owner: User }): Promise<SenderIdentity> {
    const manager = await em();
    const values = { name: `Sender ${unique()}`, address: `sender-${unique()}@example.com`, ...rest };
    return manager.transactional(async (tx) =>
      tx.create(SenderIdentity, { ...values, owner: owner.id } as never),
    );
  },

  /** A domain whose records have not been checked. */
  async senderDomain({ owner, domain }: { owner: User; domain?: string }): Promise<SenderDomain> {
    const manager = await em();
    const name = domain ?? `d${unique()}.example`;
    return manager.transactional(async (tx) => tx.create(SenderDomain, { domain: name, owner: owner.id }));
  },

  /** An address that gets no mail from an owner. */
  async suppression(owner: User, email = `suppressed-${unique()}@example.com`): Promise<{ id: number }> {
    const [row] = await (
      await em()
    ).execute<{ id: number }[]>(
      `insert into suppression (address_hash, email, owner_id, reach, reason, source)
       select address_hash(email), email, ?, 'OWNER', 'UNSUBSCRIBED', 'BY_HAND' from (values (?)) added (email) returning id`,
      [owner.id, email],
    );
    return row!;
  },

  /** Creates many recipients at once; returns their numbers. */
  async people(owner: User, howMany: number): Promise<number[]> {
    const rows = await (
      await em()
    ).execute<{ id: number }[]>(
      `insert into recipient (owner_id, email, full_name, attributes)
       select ?, 'p' || ? || '-' || n || '@example.com', 'Person ' || n, '{}' from generate_series(1, ?) n returning id`,
      [owner.id, unique(), howMany],
    );
    return rows.map(({ id }) => id);
  },
};
