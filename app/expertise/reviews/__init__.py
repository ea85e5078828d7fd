"""What reviewers say of the frozen set: drafts, sendings, remarks, and what schools see of them."""
