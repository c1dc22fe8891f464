export const pastImports = /* GraphQL */ `
  query RecipientImports($first: Int, $after: String, $last: Int, $before: String) {
    recipientImports(first: $first, after: $after, last: $last, before: $before) {
      nodes {
        ...ImportRow
      }
      pageInfo {
        ...Page
      }
      totalCount
    }
  }

  fragment ImportRow on RecipientImport {
    id
    fileName
    createdAt
    status
    dryRun
    rowCount
    createdCount
    updatedCount
    rejectedCount
    rejectedUrl
    isUndoable
    owner {
      id
      fullName
    }
  }
`;
