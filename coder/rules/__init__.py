"""The rule language: text ↔ syntax tree, its checks, and the index that matching uses."""
