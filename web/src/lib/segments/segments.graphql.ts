export const segments = /* GraphQL */ `
  query SegmentChoices($search: String, $ownerId: ID) {
    segments(first: 20, filter: { search: $search, ownerId: $ownerId }) {
      nodes {
        id
        name
        recipientCount
      }
    }
  }

  mutation CreateSegment($input: CreateSegmentInput!) {
    createSegment(input: $input) {
      id
      name
    }
  }
`;
