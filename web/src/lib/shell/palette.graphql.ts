export const palette = /* GraphQL */ `
  query Palette($search: String!) {
    mailings(first: 4, filter: { search: $search }) {
      nodes {
        id
        name
        status
      }
    }
    recipients(first: 4, filter: { search: $search }) {
      nodes {
        id
        email
        fullName
      }
    }
    messages(first: 4, filter: { search: $search }) {
      nodes {
        id
        subject
      }
    }
  }
`;
