"""Finds, parses and validates banks; must not know how any kind is judged."""

from viva.catalog.catalog import Bank, Catalog, bank_at, installed_banks
from viva.catalog.declared import declared, read_text, read_toml

__all__ = [
    "Bank",
    "Catalog",
    "bank_at",
    "declared",
    "installed_banks",
    "read_text",
    "read_toml",
]
