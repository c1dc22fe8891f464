import type { Ref } from '@mikro-orm/core';
import { Check, Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { BaseEntity } from '../../db/base.entity.ts';
import { User } from '../user.entity.ts';

/** What a mailed link is good for. */
export const TokenPurpose = { CONFIRM_EMAIL: 'CONFIRM_EMAIL', RESET_PASSWORD: 'RESET_PASSWORD' } as const;
export type TokenPurpose = keyof typeof TokenPurpose;

/** A link that was mailed and not used yet. The link holds a random token, this row only its SHA-256; using it deletes it. */
@Entity()
@Check({ name: 'account_token_purpose_check', expression: "purpose in ('CONFIRM_EMAIL', 'RESET_PASSWORD')" })
export class AccountToken extends BaseEntity {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade', index: 'account_token_user_index' })
  user!: Ref<User>;

  @Property({ type: 'text' })
  purpose!: TokenPurpose;

  @Property({ type: 'blob' })
  @Unique({ name: 'account_token_token_hash_unique' })
  tokenHash!: Buffer;

  /**
   * The password of the registration that this link confirms. Whoever confirms gets their own password, not that of
   * somebody who registered the same address before or after them.
   */
  @Property({ type: 'text', nullable: true, hidden: true })
  passwordHash?: string | null;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime', index: 'account_token_expires_at_index' })
  expiresAt!: Date;
}
