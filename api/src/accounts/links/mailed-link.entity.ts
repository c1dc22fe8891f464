import type { Ref } from '@mikro-orm/core';
import { Check, Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { closedSet, quoted } from '../../closed-set.ts';
import { BaseEntity } from '../../db/base.entity.ts';
import { User } from '../user.entity.ts';

/** The purpose of a mailed link. */
const LinkPurpose = closedSet(['CONFIRM_EMAIL', 'RESET_PASSWORD']);
export type LinkPurpose = keyof typeof LinkPurpose;

/**
 * A link that was mailed and not used yet. The link contains a random token, and this row only its SHA-256;
 * using the link deletes the row.
 */
@Entity()
@Check({ name: 'mailed_link_purpose_check', expression: `purpose in (${quoted(LinkPurpose)})` })
export class MailedLink extends BaseEntity {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade', index: 'mailed_link_user_index' })
  user!: Ref<User>;

  @Property({ type: 'text' })
  purpose!: LinkPurpose;

  @Property({ type: 'blob' })
  @Unique({ name: 'mailed_link_token_hash_unique' })
  tokenHash!: Buffer;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime', index: 'mailed_link_expires_at_index' })
  expiresAt!: Date;
}
