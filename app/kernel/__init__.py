"""Mechanisms without a domain word."""
