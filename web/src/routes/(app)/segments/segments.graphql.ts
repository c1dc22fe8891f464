export const segmentsPage = /* GraphQL */ `
  query Segments($first: Int, $after: String, $last: Int, $before: String, $filter: SegmentFilter) {
    segments(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      nodes {
        ...SegmentRow
      }
      pageInfo {
        ...Page
      }
      totalCount
    }
  }

  fragment SegmentRow on Segment {
    id
    name
    description
    recipientCount
    mailingCount
    createdAt
    owner {
      id
      fullName
    }
    viewerCan {
      edit
      delete
    }
  }

  mutation UpdateSegment($id: ID!, $input: UpdateSegmentInput!) {
    updateSegment(id: $id, input: $input) {
      id
      name
    }
  }

  mutation DeleteSegment($id: ID!) {
    deleteSegment(id: $id)
  }

  mutation RestoreSegment($id: ID!) {
    restoreSegment(id: $id) {
      id
    }
  }
`;
