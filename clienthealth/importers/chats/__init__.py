"""Chats: stamped lines, zips and JSON, as runs of messages of one writer."""
