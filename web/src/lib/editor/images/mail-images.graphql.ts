export const mailImages = /* GraphQL */ `
  query MailImages {
    mailImages(first: 12) {
      nodes {
        ...MailImage
      }
    }
  }

  fragment MailImage on MailImage {
    id
    url
    width
    height
    size
  }

  mutation DeleteMailImage($id: ID!) {
    deleteMailImage(id: $id)
  }
`;
