"""Invoices and payments: a small engine, and one module for each tool that says what its columns and words are."""
