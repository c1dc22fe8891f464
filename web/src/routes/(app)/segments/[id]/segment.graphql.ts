export const segment = /* GraphQL */ `
  query Segment($id: ID!) {
    segment(id: $id) {
      id
      name
      description
      filter
      updatedAt
      owner {
        id
        fullName
      }
      viewerCan {
        edit
        delete
      }
    }
    mailings(first: 5, filter: { segmentId: $id }, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes {
        id
        name
      }
      totalCount
    }
  }

  query ListsOfOwner($ownerId: ID) {
    recipientLists(first: 100, filter: { ownerId: $ownerId }) {
      nodes {
        id
        name
      }
    }
  }
`;
