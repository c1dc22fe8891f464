export const audit = /* GraphQL */ `
  query Audit($first: Int, $after: String, $last: Int, $before: String, $filter: AuditFilter) {
    auditEntries(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      nodes {
        ...AuditRow
      }
      pageInfo {
        ...Page
      }
      totalCount
    }
  }

  fragment AuditRow on AuditEntry {
    id
    at
    actorKind
    actorId
    actorName
    action
    subject
    subjectId
    subjectName
    runId
    network
    summary
  }
`;
