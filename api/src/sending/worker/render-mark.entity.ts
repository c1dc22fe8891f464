import { BigIntType, type Ref } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { MailingRun } from '../../runs/mailing-run.entity.ts';

/**
 * A delivery whose mail is being made apart. It is written before and taken away after, so that one that is found belongs
 * to a worker that ended meanwhile.
 */
@Entity()
@Index({ name: 'render_mark_run_index', properties: ['run'] })
export class RenderMark {
  @PrimaryKey({ type: new BigIntType('number'), autoincrement: false })
  deliveryId!: number;

  @ManyToOne(() => MailingRun, { ref: true, deleteRule: 'cascade' })
  run!: Ref<MailingRun>;

  /** How many workers have ended while its mail was being made. */
  @Property({ type: 'integer', default: 0 })
  deaths = 0;

  /** Whether it is being made now, or was when its worker ended. */
  @Property({ type: 'boolean', default: true })
  isOpen = true;
}
