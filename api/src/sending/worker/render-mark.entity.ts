import { BigIntType, type Ref } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { MailingRun } from '../../runs/mailing-run.entity.ts';

/**
 * Marks a delivery whose mail is being rendered in a thread. It is written before and removed afterwards, so
 * a mark that is found belongs to a worker that died meanwhile.
 */
@Entity()
@Index({ name: 'render_mark_run_index', properties: ['run'] })
export class RenderMark {
  @PrimaryKey({ type: new BigIntType('number'), autoincrement: false })
  deliveryId!: number;

  @ManyToOne(() => MailingRun, { ref: true, deleteRule: 'cascade' })
  run!: Ref<MailingRun>;

  /** How many workers have died while rendering the mail. */
  @Property({ type: 'integer', default: 0 })
  deaths = 0;

  /** Whether the mail is being rendered now, or was when its worker died. */
  @Property({ type: 'boolean', default: true })
  isOpen = true;
}
