import type { Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { closedSet, quoted } from '../../closed-set.ts';
import { BaseEntity } from '../../db/base.entity.ts';
import type { ListedToken } from '../sessions/end-access.ts';
import { User } from '../user.entity.ts';

const AccountMailKind = closedSet([
  'CONFIRM_EMAIL',
  'ALREADY_REGISTERED',
  'RESET_PASSWORD',
  'PASSWORD_CHANGED',
  'ACCOUNT_APPROVED',
  'WEBHOOK_DISABLED',
]);
export type AccountMailKind = keyof typeof AccountMailKind;

/**
 * The outbox of mails about accounts. A row is written in the same transaction as the event that it reports,
 * and sent by the workers. The token of its link is created when it is sent, so that no table contains a
 * usable token.
 */
@Entity()
@Check({
  name: 'account_mail_kind_check',
  expression: `kind in (${quoted(AccountMailKind)})`,
})
@Index({
  name: 'account_mail_due_index',
  expression:
    'create index "account_mail_due_index" on "account_mail" ("next_try_at") where "finished_at" is null',
})
export class AccountMail extends BaseEntity<'tries' | 'nextTryAt' | 'reply' | 'isSent'> {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade', index: 'account_mail_user_index' })
  user!: Ref<User>;

  @Property({ type: 'text' })
  kind!: AccountMailKind;

  /** For PASSWORD_CHANGED: the API tokens that it lists. */
  @Property({ type: 'json', nullable: true })
  tokens?: ListedToken[] | null;

  @Property({ type: 'integer', default: 0 })
  tries = 0;

  /** When to try next; also the end of the hold of the worker that is trying. */
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  nextTryAt!: Date;

  /** The SMTP server's last reply. */
  @Property({ type: 'text', default: '' })
  reply = '';

  @Property({ type: 'boolean', default: false })
  isSent = false;

  /** When it was sent or given up. */
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  finishedAt?: Date | null;
}
