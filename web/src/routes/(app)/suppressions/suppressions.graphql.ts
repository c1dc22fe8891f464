export const suppressions = /* GraphQL */ `
  query Suppressions($first: Int, $after: String, $last: Int, $before: String, $filter: SuppressionFilter) {
    suppressions(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      nodes {
        ...SuppressionRow
      }
      pageInfo {
        ...Page
      }
      totalCount
    }
  }

  fragment SuppressionRow on Suppression {
    id
    email
    reason
    source
    reach
    mailingId
    mailingName
    createdAt
    liftedAt
    liftReason
    viewerCanLift
    owner {
      id
      fullName
    }
    liftedBy {
      id
      fullName
    }
  }

  mutation AddSuppressions($input: AddSuppressionsInput!) {
    addSuppressions(input: $input) {
      addedCount
      knownCount
      rejected {
        index
        email
        message
      }
    }
  }

  mutation LiftSuppression($id: ID!, $reason: String!) {
    liftSuppression(id: $id, reason: $reason) {
      id
      liftedAt
    }
  }
`;
