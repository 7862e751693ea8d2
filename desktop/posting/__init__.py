"""What helps a person to post: the first start, the editor of reports, Send Test."""
