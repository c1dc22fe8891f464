import { Migration } from '@mikro-orm/migrations';

export class Migration20261128221000_sessions extends Migration {
  override name = 'Migration20261128221000_sessions';

  override up(): void {
    this.addSql(`alter table "session" add "network" text null, add "user_agent" text null;`);
    this.addSql(
      `create table "known_network" ("user_id" int not null, "network" text not null, "seen_at" timestamptz(3) not null default now(), primary key ("user_id", "network"));`,
    );
    this.addSql(
      `alter table "known_network" add constraint "known_network_user_id_foreign" foreign key ("user_id") references "user" ("id") on delete cascade;`,
    );
  }

  override down(): void {
    this.addSql(`drop table "known_network";`);
    this.addSql(`alter table "session" drop column "network", drop column "user_agent";`);
  }
}
