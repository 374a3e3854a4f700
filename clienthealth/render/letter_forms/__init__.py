"""A letter as a mail to send, as a document to go on writing, and as a page to print: one file a format.

Each takes the same page of words (`render.letter_page`) and returns the bytes of a file. Nothing in them depends on
the clock or on the machine, so the same letter is the same file.
"""
