"""The whole way: a sender's bytes over HTTP into a receiver process, and back out through hookdeskctl."""
