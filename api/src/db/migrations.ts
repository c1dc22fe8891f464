import { Migration20261121103454_foundation } from './migrations/Migration20261121103454_foundation.ts';
import { Migration20261121160352_accounts } from './migrations/Migration20261121160352_accounts.ts';
import { Migration20261121161914_user_lists } from './migrations/Migration20261121161914_user_lists.ts';
import { Migration20261121162449_delivery_range } from './migrations/Migration20261121162449_delivery_range.ts';
import { Migration20261128214334_suppressions } from './migrations/Migration20261128214334_suppressions.ts';
import { Migration20261128214600_mailed_links } from './migrations/Migration20261128214600_mailed_links.ts';
import { Migration20261128215900_unsubscribe_links } from './migrations/Migration20261128215900_unsubscribe_links.ts';
import { Migration20261128221000_sessions } from './migrations/Migration20261128221000_sessions.ts';
import { Migration20261128222500_registration } from './migrations/Migration20261128222500_registration.ts';
import { Migration20261128223500_statistics } from './migrations/Migration20261128223500_statistics.ts';
import { Migration20261128231500_recipient_filters } from './migrations/Migration20261128231500_recipient_filters.ts';
import { Migration20261128231503_blog } from './migrations/Migration20261128231503_blog.ts';
import { Migration20261128232400_recipient_imports } from './migrations/Migration20261128232400_recipient_imports.ts';
import { Migration20261128232500_render_marks } from './migrations/Migration20261128232500_render_marks.ts';
import { Migration20261128234000_refused_runs } from './migrations/Migration20261128234000_refused_runs.ts';
import { Migration20261129010103_job_pauses } from './migrations/Migration20261129010103_job_pauses.ts';
import { Migration20261129012600_large_lists } from './migrations/Migration20261129012600_large_lists.ts';
import { Migration20261129012613_segments } from './migrations/Migration20261129012613_segments.ts';
import { Migration20261129014900_senders } from './migrations/Migration20261129014900_senders.ts';
import { Migration20261129015500_rare_signs } from './migrations/Migration20261129015500_rare_signs.ts';
import { Migration20261129020334_recipient_changes } from './migrations/Migration20261129020334_recipient_changes.ts';
import { Migration20261129021300_audit_log } from './migrations/Migration20261129021300_audit_log.ts';
import { Migration20261129021500_effective_permissions } from './migrations/Migration20261129021500_effective_permissions.ts';
import { Migration20261129021500_upload_parts } from './migrations/Migration20261129021500_upload_parts.ts';

/** Every migration in its order; a new one is added at the end. */
export const migrationsList = [
  { name: 'Migration20261121103454_foundation', class: Migration20261121103454_foundation },
  { name: 'Migration20261121160352_accounts', class: Migration20261121160352_accounts },
  { name: 'Migration20261121161914_user_lists', class: Migration20261121161914_user_lists },
  { name: 'Migration20261121162449_delivery_range', class: Migration20261121162449_delivery_range },
  { name: 'Migration20261128214334_suppressions', class: Migration20261128214334_suppressions },
  { name: 'Migration20261128214600_mailed_links', class: Migration20261128214600_mailed_links },
  { name: 'Migration20261128215900_unsubscribe_links', class: Migration20261128215900_unsubscribe_links },
  { name: 'Migration20261128221000_sessions', class: Migration20261128221000_sessions },
  { name: 'Migration20261128222500_registration', class: Migration20261128222500_registration },
  { name: 'Migration20261128223500_statistics', class: Migration20261128223500_statistics },
  { name: 'Migration20261128231500_recipient_filters', class: Migration20261128231500_recipient_filters },
  { name: 'Migration20261128231503_blog', class: Migration20261128231503_blog },
  { name: 'Migration20261128232400_recipient_imports', class: Migration20261128232400_recipient_imports },
  { name: 'Migration20261128232500_render_marks', class: Migration20261128232500_render_marks },
  { name: 'Migration20261128234000_refused_runs', class: Migration20261128234000_refused_runs },
  { name: 'Migration20261129010103_job_pauses', class: Migration20261129010103_job_pauses },
  { name: 'Migration20261129012600_large_lists', class: Migration20261129012600_large_lists },
  { name: 'Migration20261129012613_segments', class: Migration20261129012613_segments },
  { name: 'Migration20261129014900_senders', class: Migration20261129014900_senders },
  { name: 'Migration20261129015500_rare_signs', class: Migration20261129015500_rare_signs },
  { name: 'Migration20261129020334_recipient_changes', class: Migration20261129020334_recipient_changes },
  { name: 'Migration20261129021300_audit_log', class: Migration20261129021300_audit_log },
  {
    name: 'Migration20261129021500_effective_permissions',
    class: Migration20261129021500_effective_permissions,
  },
  { name: 'Migration20261129021500_upload_parts', class: Migration20261129021500_upload_parts },
];
