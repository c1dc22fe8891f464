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
import { Migration20261129041000_hot_deliveries } from './migrations/Migration20261129041000_hot_deliveries.ts';
import { Migration20261129041140_mail_events } from './migrations/Migration20261129041140_mail_events.ts';
import { Migration20261129043517_webhooks } from './migrations/Migration20261129043517_webhooks.ts';
import { Migration20261129050144_allowed_hours } from './migrations/Migration20261129050144_allowed_hours.ts';
import { Migration20261129061122_audit_actions } from './migrations/Migration20261129061122_audit_actions.ts';
import { Migration20261129082000_remarks_and_lifted } from './migrations/Migration20261129082000_remarks_and_lifted.ts';
import { Migration20261129091000_numbered_starts } from './migrations/Migration20261129091000_numbered_starts.ts';
import { Migration20261129091100_health_of_workers } from './migrations/Migration20261129091100_health_of_workers.ts';
import { Migration20261129093400_mail_images } from './migrations/Migration20261129093400_mail_images.ts';
import { Migration20261129093401_message_parts } from './migrations/Migration20261129093401_message_parts.ts';
import { Migration20261129093500_mail_servers } from './migrations/Migration20261129093500_mail_servers.ts';
import { Migration20261129135700_summed_periods } from './migrations/Migration20261129135700_summed_periods.ts';
import { Migration20261129141114_saved_views } from './migrations/Migration20261129141114_saved_views.ts';
import { Migration20261129143500_ends_of_imports } from './migrations/Migration20261129143500_ends_of_imports.ts';
import { Migration20261129144800_failure_reasons } from './migrations/Migration20261129144800_failure_reasons.ts';
import { Migration20261129235000_refusals_of_many } from './migrations/Migration20261129235000_refusals_of_many.ts';

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
  { name: 'Migration20261129041000_hot_deliveries', class: Migration20261129041000_hot_deliveries },
  { name: 'Migration20261129041140_mail_events', class: Migration20261129041140_mail_events },
  { name: 'Migration20261129043517_webhooks', class: Migration20261129043517_webhooks },
  { name: 'Migration20261129050144_allowed_hours', class: Migration20261129050144_allowed_hours },
  { name: 'Migration20261129061122_audit_actions', class: Migration20261129061122_audit_actions },
  { name: 'Migration20261129082000_remarks_and_lifted', class: Migration20261129082000_remarks_and_lifted },
  { name: 'Migration20261129091000_numbered_starts', class: Migration20261129091000_numbered_starts },
  { name: 'Migration20261129091100_health_of_workers', class: Migration20261129091100_health_of_workers },
  { name: 'Migration20261129093400_mail_images', class: Migration20261129093400_mail_images },
  { name: 'Migration20261129093401_message_parts', class: Migration20261129093401_message_parts },
  { name: 'Migration20261129093500_mail_servers', class: Migration20261129093500_mail_servers },
  { name: 'Migration20261129135700_summed_periods', class: Migration20261129135700_summed_periods },
  { name: 'Migration20261129141114_saved_views', class: Migration20261129141114_saved_views },
  { name: 'Migration20261129143500_ends_of_imports', class: Migration20261129143500_ends_of_imports },
  { name: 'Migration20261129144800_failure_reasons', class: Migration20261129144800_failure_reasons },
  { name: 'Migration20261129235000_refusals_of_many', class: Migration20261129235000_refusals_of_many },
];
