import { Migration } from '@mikro-orm/migrations';

/** Permissions that allowed nothing are offered no more, and nobody keeps them. */
export class Migration20261129021500_effective_permissions extends Migration {
  override name = 'Migration20261129021500_effective_permissions';

  override up(): void {
    this
      .addSql(`delete from "permission" where "codename" in ('add_user', 'delete_user', 'add_group', 'change_group',
      'delete_group', 'add_recipient', 'add_message', 'add_mailing', 'view_interval');`);
  }

  override down(): void {
    // Who had them is not known, and nothing came of it.
  }
}
